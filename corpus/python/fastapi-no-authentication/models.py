from sqlalchemy import Boolean, Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True)
    password_hash = Column(String)


class Message(Base):
    __tablename__ = "messages"
    id = Column(Integer, primary_key=True)
    sender_id = Column(Integer, ForeignKey("users.id"))
    text = Column(String)
    bounced = Column(Boolean, default=False)


class Sticker(Base):
    __tablename__ = "stickers"
    id = Column(Integer, primary_key=True)
    url = Column(String)
