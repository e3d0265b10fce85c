import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

make_session = sessionmaker(create_engine(os.environ["DATABASE_URL"]))


def get_db():
    db: Session = make_session()
    try:
        yield db
    finally:
        db.close()
