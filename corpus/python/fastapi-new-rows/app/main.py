"""What a request has just made is the caller's, whatever else of it the caller said."""

from fastapi import Depends, FastAPI
from pydantic import BaseModel

from . import journal
from .database import get_db
from .models import Expense
from .security import get_current_user

app = FastAPI()


class ExpenseIn(BaseModel):
    title: str


@app.post("/expenses")
def create(body: ExpenseIn, db=Depends(get_db), user=Depends(get_current_user)):
    expense = Expense(title=body.title, user_id=user.id)
    db.add(expense)
    db.commit()
    journal.log(db, expense.id, "made")
    return {"id": expense.id}


# A row that the caller names is another matter.
@app.post("/expenses/{expense_id}/log")
def log(expense_id: int, body: ExpenseIn, db=Depends(get_db), user=Depends(get_current_user)):
    journal.log(db, expense_id, body.title)
    return {}


# The state describes rows and names none: a list, which another rule may look at.
@app.get("/expenses/by-state/{state}")
def by_state(state: str, db=Depends(get_db), user=Depends(get_current_user)):
    return db.query(Expense).filter(Expense.state == state).all()
