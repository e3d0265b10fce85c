import os
from collections.abc import Callable

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from pydantic import BaseModel

bearer = HTTPBearer()


class Principal(BaseModel):
    sub: str
    role: str


def get_principal(credentials=Depends(bearer)) -> Principal:
    try:
        return Principal(**jwt.decode(credentials.credentials, os.environ["KEY"], algorithms=["ES256"]))
    except jwt.InvalidTokenError:
        raise HTTPException(401)


def require_role(role: str) -> Callable[..., Principal]:
    def checker(principal: Principal = Depends(get_principal)) -> Principal:
        if principal.role != role:
            raise HTTPException(403)
        return principal

    return checker


class RoleChecker:
    def __init__(self, allowed: list[str]):
        self.allowed = allowed

    def __call__(self, principal: Principal = Depends(get_principal)):
        if principal.role not in self.allowed:
            raise HTTPException(403, "not enough privileges")
