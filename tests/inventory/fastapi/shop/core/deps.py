from typing import Annotated

from fastapi import Depends, Header, HTTPException


async def verify_key(x_key: Annotated[str, Header()]):
    if x_key != "k":
        raise HTTPException(status_code=403)


async def get_user(x_user: Annotated[str, Header()]):
    return x_user


CurrentUser = Annotated[str, Depends(get_user)]
