from fastapi import Depends, Header, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from models import User

engine = create_engine("sqlite://")


def get_db():
    with Session(engine) as session:
        yield session


def current_user(token: str = Header(), db: Session = Depends(get_db)):
    user = db.query(User).filter(User.token == token).first()
    if user is None:
        raise HTTPException(status_code=401)
    return user


def dispatcher(user: User = Depends(current_user)):
    if user.role != "dispatcher":
        raise HTTPException(status_code=403)
    return user
