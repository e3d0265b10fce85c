from acme_portal import Portal
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from sqlmodel import Session

from bank.identity import Holder, get_holder, get_session
from bank.tables import Statement

portal = Portal("portal.toml")
router = APIRouter()


@router.get("/statements/{statement_id}")
def statement(statement_id: int, holder: Holder = Depends(get_holder), session: Session = Depends(get_session)):
    found = session.get(Statement, statement_id)  # expect: missing-ownership-check medium
    portal.present(holder, found)
    return found


@router.get("/statements/{statement_id}/pdf")
def pdf(statement_id: int, holder: Holder = Depends(get_holder), session: Session = Depends(get_session)):
    found = session.get(Statement, statement_id)  # expect: missing-ownership-check high
    return {"pages": found.pages}


@router.get("/statements/{statement_id}/pages")
def pages(statement_id: int, holder: Holder = Depends(get_holder), session: Session = Depends(get_session)):
    found = session.get(Statement, statement_id)
    if found is None or found.holder_id != holder.id:
        raise HTTPException(404)
    return found.pages


app = FastAPI()
app.include_router(router)
