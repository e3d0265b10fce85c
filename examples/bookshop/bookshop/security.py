import os
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.orm import Session

from bookshop.database import get_db
from bookshop.models import Reader

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_reader(
    token: Annotated[str, Depends(oauth2_scheme)],
    db: Annotated[Session, Depends(get_db)],
) -> Reader:
    try:
        claims = jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401, detail="please log in")
    reader = db.get(Reader, int(claims["sub"]))
    if reader is None:
        raise HTTPException(status_code=401, detail="please log in")
    return reader
