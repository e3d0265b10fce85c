from fastapi import APIRouter, Depends, HTTPException, Request
from sqlalchemy.orm import Session

from fleet.security import require_driver
from fleet.tables import Shift, get_db

own = APIRouter(prefix="/shifts", dependencies=[Depends(require_driver)])
office = APIRouter(prefix="/office")
kiosk = APIRouter(prefix="/kiosk")


@own.get("/{shift_id}")
def shift(shift_id: int, db: Session = Depends(get_db)):
    return db.query(Shift).filter(Shift.id == shift_id).first()  # expect: missing-ownership-check high


@own.get("/{shift_id}/start")
def start(shift_id: int, request: Request, db: Session = Depends(get_db)):
    found = db.query(Shift).filter(Shift.id == shift_id, Shift.driver_id == request.state.driver.id).first()
    if not found:
        raise HTTPException(404)
    return found.starts


# The whole router is behind `require_dispatcher`, where it is included.
@office.get("/shifts/{shift_id}")
def any_shift(shift_id: int, db: Session = Depends(get_db)):
    return db.query(Shift).filter(Shift.id == shift_id).first()


@office.delete("/shifts/{shift_id}")
def drop_shift(shift_id: int, db: Session = Depends(get_db)):
    db.query(Shift).filter(Shift.id == shift_id).delete()
    db.commit()


@kiosk.get("/shifts/{shift_id}")
def kiosk_shift(shift_id: int, db: Session = Depends(get_db)):
    return db.query(Shift).get(shift_id)  # expect: unauthenticated-endpoint
