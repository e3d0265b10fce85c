from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from .api import api_router, partner_routers
from .api.routers import internal, reports as report_routes
from .core.config import Tag, settings
from .core.deps import verify_key
from .partners import partners


@asynccontextmanager
async def lifespan(_):
    yield


def get_application() -> FastAPI:
    application = FastAPI(title="shop", openapi_url=f"{settings.api_prefix}/openapi.json", lifespan=lifespan)
    application.add_middleware(CORSMiddleware, allow_origins=[])
    application.include_router(api_router, prefix=settings.api_prefix)
    for name, router in partner_routers.items():
        application.include_router(router, prefix=f"/partner/{name}")
    application.include_router(report_routes.router, prefix=f"/{Tag.reports.value}", dependencies=[Depends(verify_key)])
    if settings.internal:
        application.include_router(internal.router)
    application.mount("/partners", partners)
    return application


app = get_application()


@app.get("/healthz", include_in_schema=True)
async def health():
    return {"ok": True}


@app.api_route("/echo", methods=["GET", "POST"])
async def echo():
    return {}
