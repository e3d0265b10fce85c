from sanic import Blueprint, json
from sanic.exceptions import Forbidden

from .models import Order

orders = Blueprint("orders", url_prefix="/orders")


@orders.get("/<order_id:int>")
async def show(request, order_id: int):
    order = await Order.get(id=order_id)  # expect: missing-ownership-check
    return json(dict(order))


@orders.delete("/<order_id:int>")
async def remove(request, order_id: int):
    order = await Order.get(id=order_id)
    if order.owner_id != request.ctx.user_id:
        raise Forbidden("not yours")
    await order.delete()
    return json({})


@orders.route("/<order_id:int>/status", methods=["PUT", "PATCH"])
async def status(request, order_id: int):
    await Order.filter(id=order_id, owner_id=request.ctx.user_id).update(status=request.json["status"])
    return json({})
