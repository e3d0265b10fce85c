import os

from fastapi import Depends, HTTPException, Request
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from school.models import Teacher

sessions = async_sessionmaker(create_async_engine(os.environ["DB"]))


async def get_session():
    async with sessions() as session:
        yield session


async def get_current_teacher(request: Request, session: AsyncSession = Depends(get_session)) -> Teacher:
    teacher_id = request.session.get("teacher_id")
    teacher = await session.get(Teacher, teacher_id) if teacher_id else None
    if teacher is None:
        raise HTTPException(401)
    return teacher
