from fastapi import HTTPException

from backend.models import Member


def require_member(db, user, team_id: int) -> None:
    member = db.query(Member).filter(Member.user_id == user.id, Member.team_id == team_id).first()
    if member is None:
        raise HTTPException(403)
