from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, HTTPException
from sqlmodel import Session, create_engine, select

from crm.models import Campaign, Lead, LeadIn, User

engine = create_engine("postgresql:///crm")
app = FastAPI()


def db():
    with Session(engine) as session:
        yield session


def signed_in(session_key: Annotated[str, Cookie()], session: Annotated[Session, Depends(db)]) -> User:
    user = session.exec(select(User).where(User.session_key == session_key)).first()
    if user is None:
        raise HTTPException(401)
    return user


@app.post("/campaigns/{campaign_id}/leads")
def add_lead(campaign_id: int, email: str, user: User = Depends(signed_in), session: Session = Depends(db)):
    session.add(Lead(campaign_id=campaign_id, email=email))  # expect: missing-ownership-check
    session.commit()


@app.post("/leads")
def add_lead_from_body(lead: LeadIn, user: User = Depends(signed_in), session: Session = Depends(db)):
    session.add(Lead(campaign_id=lead.campaign_id, email=lead.email))  # expect: missing-ownership-check
    session.commit()


@app.post("/campaigns/{campaign_id}/guests")
def add_guest(campaign_id: int, email: str, user: User = Depends(signed_in), session: Session = Depends(db)):
    campaign = session.get(Campaign, campaign_id)
    if campaign is None or campaign.owner_id != user.id:
        raise HTTPException(404)
    session.add(Lead(campaign_id=campaign.id, email=email))
    session.commit()


@app.post("/campaigns")
def add_campaign(name: str, user: User = Depends(signed_in), session: Session = Depends(db)):
    session.add(Campaign(owner_id=user.id, name=name))
    session.commit()
