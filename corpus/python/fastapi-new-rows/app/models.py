from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from .database import Base


class User(Base):
    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True)


class Expense(Base):
    id = Column(Integer, primary_key=True)
    title = Column(String)
    state = Column(String)
    user_id = Column(Integer, ForeignKey("users.id"))
    entries = relationship("Entry")


class Entry(Base):
    id = Column(Integer, primary_key=True)
    text = Column(String)
    expense_id = Column(Integer, ForeignKey("expenses.id"))
