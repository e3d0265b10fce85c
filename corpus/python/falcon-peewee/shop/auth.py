import falcon
import jwt

from .models import Order


class Authenticate:
    def process_request(self, req, resp):
        try:
            claims = jwt.decode(req.get_header("Authorization"), "from the environment", algorithms=["HS256"])
        except jwt.InvalidTokenError:
            raise falcon.HTTPUnauthorized()
        req.context.user_id = claims["sub"]


def own_order(req, resp, resource, params):
    order = Order.get(Order.id == params["order_id"])
    if order.user_id != req.context.user_id:
        raise falcon.HTTPForbidden()
