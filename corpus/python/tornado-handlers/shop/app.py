import motor.motor_tornado
from tornado.web import Application, url

from . import orders, products

handlers = [
    (r"/orders", orders.OrdersHandler),
    (r"/orders/([0-9a-f]+)", orders.OrderHandler),
    url(r"/orders/(?P<order_id>[^/]+)/note", orders.NoteHandler, name="note"),
]
handlers.extend(products.handlers)


class Shop(Application):
    def __init__(self):
        settings = {"login_url": "/login", "cookie_secret": "from the environment"}
        super().__init__(handlers, db=motor.motor_tornado.MotorClient().shop, **settings)


def main():
    return Shop()
