from flask import Blueprint

bp = Blueprint("carts", __name__, url_prefix="/carts")
items = Blueprint("items", __name__, url_prefix="/<uuid:cart_id>/items")
LINES = "/lines"


@bp.post("/")
def create():
    return {}, 201


@bp.route("/<uuid:cart_id>")
def show(cart_id):
    return {"id": str(cart_id)}


@items.put("/<int:item_id>")
@items.patch("/<int:item_id>")
def change(cart_id, item_id):
    return {}


@items.delete(LINES + "/<any(first, last):which>")
def remove(cart_id, which):
    return "", 204


bp.register_blueprint(items)
