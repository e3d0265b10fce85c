from fastapi import APIRouter, Depends

from ...core.deps import verify_key

router = APIRouter(prefix="/internal", dependencies=[Depends(verify_key)])


@router.get("/stats")
def stats():
    return {}


@router.trace("/trace")
def trace():
    return {}


@router.options("/stats")
def options():
    return {}
