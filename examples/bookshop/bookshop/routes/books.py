from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from bookshop.database import get_db
from bookshop.models import Book

router = APIRouter(prefix="/books", tags=["books"])


@router.get("/{book_id}")
def show_book(book_id: int, db: Session = Depends(get_db)):
    book = db.get(Book, book_id)
    if book is None:
        raise HTTPException(status_code=404)
    return book
