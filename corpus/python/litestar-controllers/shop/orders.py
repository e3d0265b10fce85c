from litestar import Controller, Request, delete, get, route

from .guards import require_admin, require_user
from .repository import Orders


class OrderController(Controller):
    path = "/orders"
    guards = [require_user]

    @get("/{order_id:int}")
    async def show(self, order_id: int) -> dict:
        return Orders().get(order_id)

    @get(["/{order_id:int}/mine", "/own/{order_id:int}"])
    async def mine(self, request: Request, order_id: int) -> dict:
        return Orders().own(order_id, request.user.id)

    @delete(path="/{order_id:int}", guards=[require_admin])
    async def remove(self, order_id: int) -> None:
        Orders().remove(order_id)

    @route("/count", http_method=["GET", "POST"])
    async def count(self) -> dict:
        return {}
