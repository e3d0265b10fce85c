from bottle import Bottle, abort, request

from .db import query

admin = Bottle()


@admin.hook("before_request")
def require_admin():
    user_id = request.get_cookie("account", secret="from the environment")
    rows = query("SELECT is_admin FROM users WHERE id = ?", (user_id,))
    if not rows or not rows[0]["is_admin"]:
        abort(403)


@admin.delete("/orders/<order_id:int>")
def delete(order_id):
    query("DELETE FROM orders WHERE id = ?", (order_id,))
    return {}
