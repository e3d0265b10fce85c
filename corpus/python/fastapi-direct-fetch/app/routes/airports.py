from fastapi import APIRouter, Depends, HTTPException
from sqlmodel import Session

from app.deps import get_session
from app.models import Airport

router = APIRouter(prefix="/airports", tags=["airports"])


@router.get("/{code}")
def airport(code: str, session: Session = Depends(get_session)):
    found = session.get(Airport, code)
    if not found:
        raise HTTPException(status_code=404)
    return found
