from flask import Blueprint, jsonify

from .models import Product

bp = Blueprint("catalogue", __name__, url_prefix="/products")


# Nobody owns a product: everybody may look at it.
@bp.get("/")
def index():
    return jsonify([{"id": p.id, "name": p.name} for p in Product.query.all()])


@bp.get("/<int:product_id>")
def show(product_id):
    product = Product.query.get_or_404(product_id)
    return jsonify(id=product.id, name=product.name, price=product.price_cents)
