from sanic import Blueprint, Sanic

from .auth import authenticate
from .carts import Carts, ping
from .orders import orders
from .products import products

api = Blueprint.group(orders, products, url_prefix="/api")


def create_app():
    app = Sanic("shop")
    orders.on_request(authenticate)
    app.blueprint(api)
    app.add_route(Carts.as_view(), "/carts/<cart_id:int>")
    app.add_route(ping, "/ping")
    return app
