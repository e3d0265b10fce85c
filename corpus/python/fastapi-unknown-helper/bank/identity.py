import hashlib

from fastapi import Depends, Header, HTTPException
from sqlmodel import Session, create_engine, select

from bank.tables import Holder

engine = create_engine("postgresql:///bank")


def get_session():
    with Session(engine) as session:
        yield session


def get_holder(authorization: str = Header(), session: Session = Depends(get_session)) -> Holder:
    digest = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).hexdigest()
    holder = session.exec(select(Holder).where(Holder.token_hash == digest)).one_or_none()
    if holder is None:
        raise HTTPException(401)
    return holder
