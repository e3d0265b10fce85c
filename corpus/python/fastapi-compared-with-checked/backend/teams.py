import logging

from fastapi import APIRouter, FastAPI, HTTPException

from backend.deps import DB, CurrentUser
from backend.membership import require_member
from backend.models import Invite, Label, Reminder, Team

log = logging.getLogger(__name__)
router = APIRouter(prefix="/teams/{team_id}")


# The invite is of the team that the caller was found to be in.
@router.post("/invites/{invite_id}/send")
def send(team_id: int, invite_id: int, user: CurrentUser, db: DB):
    invite = db.get(Invite, invite_id)
    if invite.team_id != team_id:
        raise HTTPException(400)
    require_member(db, user, team_id)
    invite.sent += 1
    db.commit()


# Nobody asks whether the invite is of that team.
@router.post("/invites/{invite_id}/renew")
def renew(team_id: int, invite_id: int, user: CurrentUser, db: DB):
    require_member(db, user, team_id)
    invite = db.get(Invite, invite_id)
    invite.sent = 0  # expect: missing-ownership-check high
    db.commit()


# It is asked, and the answer only logged.
@router.delete("/invites/{invite_id}")
def withdraw(team_id: int, invite_id: int, user: CurrentUser, db: DB):
    require_member(db, user, team_id)
    invite = db.get(Invite, invite_id)
    if invite.team_id != team_id:
        log.warning("invite of another team")
    db.delete(invite)  # expect: missing-ownership-check high
    db.commit()


# Of the same team as each other, and the caller is in that of the second.
@router.post("/labels/{label_id}/into/{other_id}")
def merge(label_id: int, other_id: int, user: CurrentUser, db: DB):
    label = db.get(Label, label_id)
    other = db.get(Label, other_id)
    if label.team_id != other.team_id:
        raise HTTPException(400)
    require_member(db, user, other.team_id)
    db.delete(label)
    db.commit()


# Of the same team as each other, but of whatever team.
@router.post("/labels/{label_id}/over/{other_id}")
def replace(label_id: int, other_id: int, user: CurrentUser, db: DB):
    label = db.get(Label, label_id)
    other = db.get(Label, other_id)
    if label.team_id != other.team_id:
        raise HTTPException(400)
    db.delete(label)  # expect: missing-ownership-check high
    db.commit()


# The label is of the team whose row was asked about.
@router.put("/labels/{label_id}")
def rename(team_id: int, label_id: int, name: str, user: CurrentUser, db: DB):
    team = db.get(Team, team_id)
    if team.owner_id != user.id:
        raise HTTPException(403)
    label = db.get(Label, label_id)
    if label.team_id != team_id:
        raise HTTPException(404)
    label.name = name
    db.commit()


# That two labels are called the same does not make them one team's.
@router.delete("/labels/{label_id}/twin/{other_id}")
def remove_twin(label_id: int, other_id: int, user: CurrentUser, db: DB):
    label = db.get(Label, label_id)
    other = db.get(Label, other_id)
    require_member(db, user, other.team_id)
    if label.name != other.name:
        raise HTTPException(400)
    db.delete(label)  # expect: missing-ownership-check high
    db.commit()


# The key of something called a challenge is no secret.
@router.delete("/challenges/{challenge_pk}")
def drop_challenge(challenge_pk: int, user: CurrentUser, db: DB):
    label = db.get(Label, challenge_pk)
    db.delete(label)  # expect: missing-ownership-check high
    db.commit()


# A reminder only hangs on a label, and no endpoint asks whose it is: it may be for all to read, which is no finding by default.
@router.get("/reminders/{reminder_id}")
def reminder(reminder_id: int, user: CurrentUser, db: DB):
    return db.get(Reminder, reminder_id)


app = FastAPI()
app.include_router(router)
