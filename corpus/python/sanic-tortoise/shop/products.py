from sanic import Blueprint, json

from .models import Product

products = Blueprint("products", url_prefix="/products")


@products.route("/<product_id:int>")
async def show(request, product_id):
    return json(dict(await Product.get(id=product_id)))
