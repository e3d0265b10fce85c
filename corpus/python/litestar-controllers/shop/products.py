from litestar import get

from .repository import Products


@get("/products")
async def list_products() -> list:
    return []


@get("/products/{product_id:int}")
async def show_product(product_id: int) -> dict:
    return Products().get(product_id)
