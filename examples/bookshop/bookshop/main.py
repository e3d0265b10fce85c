from fastapi import FastAPI

from bookshop.routes import books, orders

app = FastAPI(title="Bookshop")
app.include_router(books.router)
app.include_router(orders.router, prefix="/api")
