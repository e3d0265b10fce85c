from fastapi import APIRouter, Depends
from fastapi_utils.cbv import cbv

from ...core.deps import get_user

router = APIRouter()


@cbv(router)
class ItemViews:
    user: str = Depends(get_user)

    @router.get("/items")
    def list_items(self):
        return []

    @router.get("/items/{item_id}")
    def get_item(self, item_id: int):
        return {"by": self.user}

    @router.post("/items")
    def create_item(self):
        return {}
