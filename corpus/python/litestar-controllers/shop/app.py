from litestar import Litestar, Router, get

from .orders import OrderController
from .products import list_products, show_product


@get("/health")
async def health() -> str:
    return "ok"


api = Router(path="/api", route_handlers=[OrderController, list_products, show_product])
app = Litestar(route_handlers=[api, health])
