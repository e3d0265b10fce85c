from sanic import text
from sanic.views import HTTPMethodView

from .models import Cart


class Carts(HTTPMethodView):
    async def delete(self, request, cart_id):
        await Cart.filter(id=cart_id).delete()  # expect: unauthenticated-endpoint
        return text("")


async def ping(request):
    return text("pong")
