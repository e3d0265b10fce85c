from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.orm import declarative_base

Base = declarative_base()
SessionLocal = sessionmaker(bind=create_engine("sqlite://"))


def get_db():
    with SessionLocal() as session:
        yield session
