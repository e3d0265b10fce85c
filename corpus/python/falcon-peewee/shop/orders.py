import falcon

from .auth import own_order
from .models import Order as OrderModel


class Orders:
    def on_get(self, req, resp):
        resp.media = list(OrderModel.select().where(OrderModel.user_id == req.context.user_id).dicts())

    def on_post(self, req, resp):
        resp.media = OrderModel.create(user_id=req.context.user_id, status=req.media["status"])


class Order:
    def on_get(self, req, resp, order_id):
        resp.media = OrderModel.get(OrderModel.id == order_id)  # expect: missing-ownership-check

    def on_delete(self, req, resp, order_id):
        order = OrderModel.get(OrderModel.id == order_id)
        if order.user_id != req.context.user_id:
            raise falcon.HTTPForbidden()
        order.delete_instance()


class Invoice:
    @falcon.before(own_order)
    def on_get(self, req, resp, order_id):
        resp.media = OrderModel.get(OrderModel.id == order_id)


class Note:
    def on_get(self, req, resp, note_id):
        resp.media = {"id": note_id}
