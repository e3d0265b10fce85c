from flask import Blueprint, jsonify
from flask.views import MethodView, View

orders = Blueprint("orders", __name__)


class OrderList(MethodView):
    def get(self):
        return jsonify([])

    def post(self):
        return jsonify({}), 201


class OrderDetail(MethodView):
    init_every_request = False

    def get(self, order_id):
        return jsonify({"id": order_id})

    def patch(self, order_id):
        return jsonify({"id": order_id})

    def delete(self, order_id):
        return "", 204


class Invoice(View):
    methods = ["GET", "POST"]

    def dispatch_request(self, order_id):
        return f"invoice of {order_id}"


orders.add_url_rule("", view_func=OrderList.as_view("list"))
detail = OrderDetail.as_view("detail")
orders.add_url_rule("/<int:order_id>", view_func=detail)
orders.add_url_rule("/<int:order_id>/invoice", view_func=Invoice.as_view("invoice"))
