from .models import Entry, Expense


def get(db, expense_id: int):
    return db.query(Expense).filter(Expense.id == expense_id).first()


def log(db, expense_id: int, text: str):
    expense = get(db, expense_id)
    expense.state = "logged"  # expect: missing-ownership-check
    db.add(Entry(text=text, expense_id=expense.id))  # expect: missing-ownership-check
    db.commit()
