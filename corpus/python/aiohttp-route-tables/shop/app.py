from aiohttp import web

from .admin import make_admin
from .auth import authenticate
from .orders import routes
from .views import CartView, ping


def create_app():
    app = web.Application(middlewares=[authenticate])
    app.add_routes(routes)
    app.add_routes([web.view("/carts/{cart_id}", CartView), web.get("/ping", ping)])
    app.add_subapp("/admin", make_admin())
    return app
