import os
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from payroll.domain.entities import Employee
from payroll.infra.session import get_session

bearer = HTTPBearer()


async def authenticated_employee(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
    session: Annotated[AsyncSession, Depends(get_session)],
) -> Employee:
    try:
        payload = jwt.decode(credentials.credentials, os.environ["PUBLIC_KEY"], algorithms=["RS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    employee = await session.scalar(select(Employee).where(Employee.subject == payload["sub"]))
    if employee is None:
        raise HTTPException(401)
    return employee


Me = Annotated[Employee, Depends(authenticated_employee)]
