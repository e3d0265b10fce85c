from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from jose import jwt

from .database import get_db
from .models import User

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(scheme), db=Depends(get_db)) -> User:
    payload = jwt.decode(token, "k", algorithms=["HS256"])
    user = db.query(User).filter(User.id == payload["sub"]).first()
    if user is None:
        raise HTTPException(status_code=401)
    return user
