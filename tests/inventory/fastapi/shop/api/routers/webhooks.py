from fastapi import APIRouter

from ...core.config import settings


def make_router():
    router = APIRouter(prefix=settings.webhooks)
    handlers = {"paid": paid, "sent": sent}
    for event, handler in handlers.items():
        router.post(f"/{event}")(handler)
    router.add_api_route("/ping", lambda: {}, methods=["POST"])
    return router


async def paid():
    return {}


async def sent():
    return {}
