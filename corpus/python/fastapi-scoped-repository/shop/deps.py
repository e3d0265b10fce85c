import os
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from jose import JWTError, jwt
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from shop.models import User

engine = create_engine(os.environ["DATABASE_URL"])
scheme = OAuth2PasswordBearer(tokenUrl="login")


def get_db():
    with Session(engine) as db:
        yield db


DB = Annotated[Session, Depends(get_db)]


def get_user(db: DB, token: Annotated[str, Depends(scheme)]) -> User:
    try:
        subject = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"])["sub"]
    except JWTError:
        raise HTTPException(401)
    user = db.get(User, subject)
    if not user:
        raise HTTPException(401)
    return user


CurrentUser = Annotated[User, Depends(get_user)]
