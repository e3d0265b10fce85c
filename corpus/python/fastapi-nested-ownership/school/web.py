from fastapi import APIRouter, Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from school.login import get_current_teacher, get_session
from school.models import Course, Submission, Teacher

router = APIRouter()


@router.get("/submissions/{submission_id}")
async def show(
    submission_id: int,
    session: AsyncSession = Depends(get_session),
    teacher: Teacher = Depends(get_current_teacher),
):
    submission = await session.get(Submission, submission_id)  # expect: missing-ownership-check
    return {"grade": submission.grade}


@router.get("/submissions/{submission_id}/grade")
async def grade(
    submission_id: int,
    session: AsyncSession = Depends(get_session),
    teacher: Teacher = Depends(get_current_teacher),
):
    query = (
        select(Submission)
        .join(Course, Course.id == Submission.course_id)
        .where(Submission.id == submission_id, Course.teacher_id == teacher.id)
    )
    submission = await session.scalar(query)
    if submission is None:
        raise HTTPException(404)
    return submission.grade


@router.put("/courses/{course_id}/submissions/{submission_id}")
async def set_grade(
    course_id: int,
    submission_id: int,
    value: int,
    session: AsyncSession = Depends(get_session),
    teacher: Teacher = Depends(get_current_teacher),
):
    course = await session.get(Course, course_id)
    if course is None or course.teacher_id != teacher.id:
        raise HTTPException(404)
    submission = await session.scalar(
        select(Submission).where(Submission.id == submission_id, Submission.course_id == course.id)
    )
    submission.grade = value
    await session.commit()


# The course is the teacher's own; the submission may hang on any other course.
@router.delete("/courses/{course_id}/submissions/{submission_id}")
async def drop(
    course_id: int,
    submission_id: int,
    session: AsyncSession = Depends(get_session),
    teacher: Teacher = Depends(get_current_teacher),
):
    course = await session.get(Course, course_id)
    if course is None or course.teacher_id != teacher.id:
        raise HTTPException(404)
    submission = await session.get(Submission, submission_id)
    await session.delete(submission)  # expect: missing-ownership-check
    await session.commit()


app = FastAPI()
app.include_router(router)
