import hmac
import os

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from passlib.hash import argon2
from sqlalchemy.orm import Session

import models
from database import get_db
from schemas import Credentials, MessageIn

app = FastAPI()


@app.get("/ping")
def ping():
    return "pong"


@app.post("/register", status_code=201)
def register(credentials: Credentials, db: Session = Depends(get_db)):
    db.add(models.User(name=credentials.name, password_hash=argon2.hash(credentials.password)))
    db.commit()


@app.post("/login")
def login(credentials: Credentials, db: Session = Depends(get_db)):
    user = db.query(models.User).filter(models.User.name == credentials.name).first()
    if user is None or not argon2.verify(credentials.password, user.password_hash):
        raise HTTPException(401, "wrong name or password")
    return {"id": user.id}


@app.get("/messages/{message_id}")
def read_message(message_id: int, db: Session = Depends(get_db)):
    return db.query(models.Message).filter(models.Message.id == message_id).first()  # expect: unauthenticated-endpoint


@app.put("/messages/{message_id}")
def edit_message(message_id: int, body: MessageIn, db: Session = Depends(get_db)):
    db.query(models.Message).filter_by(id=message_id).update({"text": body.text})  # expect: unauthenticated-endpoint
    db.commit()


# Who may post as whom is in the body: nobody is asked.
@app.post("/messages")
def send_message(body: MessageIn, db: Session = Depends(get_db)):
    db.add(models.Message(sender_id=body.sender_id, text=body.text))  # expect: unauthenticated-endpoint
    db.commit()


async def signed(request: Request, x_signature: str = Header()):
    expected = hmac.digest(os.environ["HOOK_KEY"].encode(), await request.body(), "sha256").hex()
    if not hmac.compare_digest(expected, x_signature):
        raise HTTPException(403)


@app.post("/hooks/bounces/{message_id}", dependencies=[Depends(signed)])
def bounced(message_id: int, db: Session = Depends(get_db)):
    db.query(models.Message).filter_by(id=message_id).update({"bounced": True})
    db.commit()


@app.get("/stickers/{sticker_id}")
def sticker(sticker_id: int, db: Session = Depends(get_db)):
    return db.get(models.Sticker, sticker_id)
