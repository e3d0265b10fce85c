from fastapi import APIRouter, Depends, HTTPException
from sqlmodel import Session, select

from app.deps import get_current_user, get_session
from app.models import Trip, TripUpdate, User

router = APIRouter(prefix="/trips", tags=["trips"])


@router.get("/")
def my_trips(session: Session = Depends(get_session), user: User = Depends(get_current_user)):
    return session.exec(select(Trip).where(Trip.owner_id == user.id)).all()


@router.get("/{trip_id}")
def read_trip(trip_id: int, session: Session = Depends(get_session), user: User = Depends(get_current_user)):
    trip = session.get(Trip, trip_id)  # expect: missing-ownership-check high
    if trip is None:
        raise HTTPException(status_code=404, detail="Trip not found")
    return trip


@router.get("/{trip_id}/budget")
def read_budget(trip_id: int, session: Session = Depends(get_session), user: User = Depends(get_current_user)):
    trip = session.exec(select(Trip).where(Trip.id == trip_id, Trip.owner_id == user.id)).first()
    if trip is None:
        raise HTTPException(status_code=404, detail="Trip not found")
    return {"budget": trip.budget}


@router.get("/{trip_id}/title")
def read_title(trip_id: int, session: Session = Depends(get_session), user: User = Depends(get_current_user)):
    trip = session.get(Trip, trip_id)
    if trip is None or trip.owner_id != user.id:
        raise HTTPException(status_code=404, detail="Trip not found")
    return {"title": trip.title}


@router.patch("/{trip_id}")
def update_trip(
    trip_id: int,
    changes: TripUpdate,
    session: Session = Depends(get_session),
    user: User = Depends(get_current_user),
):
    trip = session.get(Trip, trip_id)
    if not trip:
        raise HTTPException(status_code=404, detail="Trip not found")
    if trip.owner_id != user.id:
        raise HTTPException(status_code=403, detail="Not your trip")
    trip.sqlmodel_update(changes.model_dump(exclude_unset=True))
    session.add(trip)
    session.commit()
    session.refresh(trip)
    return trip


@router.delete("/{trip_id}", status_code=204)
def delete_trip(trip_id: int, session: Session = Depends(get_session), _: User = Depends(get_current_user)):
    trip = session.get(Trip, trip_id)
    if not trip:
        raise HTTPException(status_code=404, detail="Trip not found")
    session.delete(trip)  # expect: missing-ownership-check high
    session.commit()
