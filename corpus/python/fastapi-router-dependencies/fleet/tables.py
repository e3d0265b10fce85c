import os

from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import relationship, sessionmaker

Base = declarative_base()
SessionLocal = sessionmaker(bind=create_engine(os.environ["DB"]))


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class Driver(Base):
    __tablename__ = "drivers"
    id = Column(Integer, primary_key=True)
    role = Column(String)


class Shift(Base):
    __tablename__ = "shifts"
    id = Column(Integer, primary_key=True)
    driver_id = Column(Integer, ForeignKey("drivers.id"))
    starts = Column(String)
    driver = relationship("Driver")
