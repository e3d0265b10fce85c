from fastapi import APIRouter


def build_router(name: str) -> APIRouter:
    router = APIRouter(tags=[name])

    @router.get("/", name=f"{name}_list")
    def list_things():
        return []

    @router.get("/{thing_id}", name=f"{name}_get")
    def get_thing(thing_id: int):
        return {"name": name}

    return router
