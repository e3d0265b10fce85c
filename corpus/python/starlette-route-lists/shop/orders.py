from starlette.authentication import requires
from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse
from starlette.routing import Route

from . import db


class Order(HTTPEndpoint):
    @requires("authenticated")
    async def get(self, request):
        order_id = request.path_params["order_id"]
        row = db.one("SELECT * FROM orders WHERE id = ?", order_id)
        return JSONResponse(row)

    @requires("authenticated")
    async def delete(self, request):
        order_id = request.path_params["order_id"]
        db.run("DELETE FROM orders WHERE id = ? AND user_id = ?", order_id, request.user.id)
        return JSONResponse({})


async def product(request):
    row = db.one("SELECT * FROM products WHERE id = ?", request.path_params["product_id"])
    return JSONResponse(row)


async def close(request):
    order_id = request.path_params["order_id"]
    db.run("UPDATE orders SET status = 'closed' WHERE id = ?", order_id)
    return JSONResponse({})


routes = [
    Route("/orders/{order_id:int}", Order),
    Route("/orders/{order_id:int}/close", close, methods=["POST"]),
    Route("/products/{product_id:int}", endpoint=product),
]
