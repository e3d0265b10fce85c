from fastapi import APIRouter

from ...core.config import Tag

router = APIRouter()


@router.get(f"/{Tag.orders.value}/{{year}}")
def yearly(year: int):
    return {}



@router.get("/{}/latest".format("weekly"))
def latest_week():
    return {}
