from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    token = Column(String)
    role = Column(String)


class Tariff(Base):
    __tablename__ = "tariffs"
    id = Column(Integer, primary_key=True)
    cents = Column(Integer)


class Trip(Base):
    __tablename__ = "trips"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
    rating = Column(Integer)
