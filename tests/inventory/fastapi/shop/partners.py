from fastapi import FastAPI

from .api.routers.things import build_router

partners = FastAPI(title="partners")
partners.include_router(build_router("offers"), prefix="/offers")


@partners.get("/")
def root():
    return {}
