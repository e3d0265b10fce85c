from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from deps import current_user, dispatcher, get_db
from models import Tariff, Trip, User

app = FastAPI()


@app.get("/tariffs/{tariff_id}")
def show(tariff_id: int, user: User = Depends(current_user), db: Session = Depends(get_db)):
    return db.get(Tariff, tariff_id)


@app.put("/tariffs/{tariff_id}")
def change(tariff_id: int, cents: int, user: User = Depends(dispatcher), db: Session = Depends(get_db)):
    db.query(Tariff).filter(Tariff.id == tariff_id).update({"cents": cents})
    db.commit()


@app.post("/tariffs/{tariff_id}/end")
def end(tariff_id: int, user: User = Depends(dispatcher), db: Session = Depends(get_db)):
    db.query(Tariff).filter(Tariff.id == tariff_id).update({"cents": None})
    db.commit()


# Nothing in its name says so, but tariffs are for dispatchers to change.
@app.delete("/tariffs/{tariff_id}")
def remove(tariff_id: int, user: User = Depends(current_user), db: Session = Depends(get_db)):
    db.query(Tariff).filter(Tariff.id == tariff_id).delete()  # expect: missing-function-authorization
    db.commit()


# Everybody may propose one: that dispatchers change them does not make this theirs.
@app.post("/tariffs")
def propose(cents: int, user: User = Depends(current_user), db: Session = Depends(get_db)):
    db.add(Tariff(cents=cents))
    db.commit()


# One's own.
@app.post("/trips")
def book(user: User = Depends(current_user), db: Session = Depends(get_db)):
    db.add(Trip(user_id=user.id))
    db.commit()


@app.put("/trips/{trip_id}/rating")
def rate(trip_id: int, rating: int, user: User = Depends(current_user), db: Session = Depends(get_db)):
    db.query(Trip).filter(Trip.id == trip_id, Trip.user_id == user.id).update({"rating": rating})
    db.commit()
