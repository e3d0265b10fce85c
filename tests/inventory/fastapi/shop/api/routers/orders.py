from fastapi import APIRouter

from ...core.deps import CurrentUser
from .lines import router as lines_router

router = APIRouter()
ORDER = "/{order_id}"


@router.get("")
async def list_orders(user: CurrentUser):
    return []


@router.post("", status_code=201)
async def create_order(user: CurrentUser):
    return {}


@router.get(ORDER)
async def get_order(order_id: int, user: CurrentUser):
    return {}


@router.put(path=ORDER)
async def replace_order(order_id: int):
    return {}


@router.delete(ORDER + "/{reason:path}")
async def delete_order(order_id: int, reason: str):
    return {}


router.include_router(lines_router, prefix=ORDER + "/lines")
