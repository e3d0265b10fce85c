from typing import Generic, TypeVar

from sqlalchemy import delete, select

from .models import Order, Product, session

T = TypeVar("T")


class Repository(Generic[T]):
    model: type[T]

    def __init__(self):
        self.db = session()

    def get(self, key: int) -> T:
        return self.db.scalar(select(self.model).where(self.model.id == key))  # expect: missing-ownership-check

    def own(self, key: int, user_id: int) -> T:
        return self.db.scalar(select(self.model).where(self.model.id == key, self.model.user_id == user_id))

    def remove(self, key: int) -> None:
        self.db.execute(delete(self.model).where(self.model.id == key))


class Orders(Repository[Order]):
    model = Order


class Products(Repository[Product]):
    model = Product
