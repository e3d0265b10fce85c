from fastapi import APIRouter

from .routers.orders import router as orders_router
from .routers.things import build_router
from .routers import users, views, webhooks

api_router = APIRouter()
api_router.include_router(orders_router, prefix="/orders", tags=["orders"])
api_router.include_router(users.router)
api_router.include_router(views.router, prefix="/views")
api_router.include_router(webhooks.make_router())
for thing in ("colors", "sizes"):
    api_router.include_router(build_router(thing), prefix=f"/{thing}")

partner_routers = {"alpha": build_router("alpha"), "beta": build_router("beta")}
