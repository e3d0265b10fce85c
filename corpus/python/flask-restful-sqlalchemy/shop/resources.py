from flask import abort
from flask_jwt_extended import get_jwt_identity
from flask_restful import Resource, reqparse

from . import models
from .base import ProtectedResource

parser = reqparse.RequestParser()
parser.add_argument("total", type=int)


class Orders(ProtectedResource):
    def get(self):
        orders = models.Order.query.filter_by(user_id=get_jwt_identity()).all()
        return [{"id": order.id} for order in orders]


class Order(ProtectedResource):
    def get(self, order_id):
        order = models.Order.query.get_or_404(order_id)  # expect: missing-ownership-check
        return {"id": order.id, "total": order.total}

    def put(self, order_id):
        order = models.Order.query.get_or_404(order_id)
        if order.user_id != get_jwt_identity():
            abort(403)
        order.total = parser.parse_args()["total"]
        models.db.session.commit()
        return {"id": order.id}


class Product(Resource):
    def get(self, product_id):
        return {"name": models.Product.query.get_or_404(product_id).name}

    def delete(self, product_id):
        product = models.Product.query.get_or_404(product_id)
        models.db.session.delete(product)  # expect: unauthenticated-endpoint
        models.db.session.commit()
        return "", 204
