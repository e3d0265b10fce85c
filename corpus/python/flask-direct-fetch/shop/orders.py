from flask import Blueprint, abort, g, jsonify, request

from .accounts import login_required
from .extensions import db
from .models import Order

bp = Blueprint("orders", __name__)


def as_json(order):
    return {"id": order.id, "address": order.address}


@bp.get("/orders")
@login_required
def list_orders():
    orders = Order.query.filter_by(user_id=g.user.id).all()
    return jsonify([as_json(o) for o in orders])


@bp.get("/orders/<int:order_id>")
@login_required
def show_order(order_id):
    order = Order.query.get_or_404(order_id)  # expect: missing-ownership-check high
    return jsonify(as_json(order))


@bp.get("/orders/<int:order_id>/label")
@login_required
def shipping_label(order_id):
    order = Order.query.filter_by(id=order_id, user_id=g.user.id).first_or_404()
    return jsonify(address=order.address)


@bp.get("/orders/<int:order_id>/receipt")
@login_required
def receipt(order_id):
    order = db.session.get(Order, order_id)
    if order is None or order.user_id != g.user.id:
        abort(404)
    return jsonify(as_json(order))


@bp.route("/orders/<int:order_id>", methods=["DELETE"])
@login_required
def cancel_order(order_id):
    Order.query.filter_by(id=order_id).delete()  # expect: missing-ownership-check high
    db.session.commit()
    return "", 204


@bp.route("/orders/<int:order_id>/address", methods=["PUT"])
@login_required
def change_address(order_id):
    changed = Order.query.filter(Order.id == order_id, Order.user_id == g.user.id).update({"address": request.json["address"]})
    db.session.commit()
    if not changed:
        abort(404)
    return "", 204


@bp.route("/orders/<int:order_id>/gift", methods=["PUT"])
@login_required
def mark_as_gift(order_id):
    order = Order.query.get_or_404(order_id)
    order.address = request.json["recipient"]  # expect: missing-ownership-check high
    db.session.commit()
    return "", 204


@bp.post("/orders")
@login_required
def place_order():
    order = Order(user_id=g.user.id, product_id=request.json["product_id"], address=request.json["address"])
    db.session.add(order)
    db.session.commit()
    return jsonify(as_json(order)), 201
