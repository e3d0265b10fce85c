from bottle import Bottle, abort, request

from .db import query

orders = Bottle()
SECRET = "from the environment"


def caller():
    user_id = request.get_cookie("account", secret=SECRET)
    if not user_id:
        abort(401)
    return user_id


@orders.get("/orders/<order_id:int>")
def show(order_id):
    caller()
    return {"order": query("SELECT * FROM orders WHERE id = ?", (order_id,))}


@orders.route("/orders/<order_id:int>/lines")
def lines(order_id):
    user_id = caller()
    return {"lines": query("SELECT * FROM orders WHERE id = ? AND user_id = ?", (order_id, user_id))}


@orders.route("/orders/<order_id:int>/status", method=["PUT", "POST"])
def status(order_id):
    new = request.json["status"]
    query("UPDATE orders SET status = ? WHERE id = ?", (new, order_id))
    return {}
