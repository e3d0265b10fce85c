from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///chat.db"))


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
