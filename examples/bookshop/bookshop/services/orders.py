from sqlalchemy import select
from sqlalchemy.orm import Session

from bookshop.models import Order, Reader


class OrderService:
    def __init__(self, db: Session):
        self.db = db

    def find(self, order_id: int) -> Order | None:
        return self.db.get(Order, order_id)

    def find_for(self, order_id: int, reader: Reader) -> Order | None:
        query = select(Order).where(Order.id == order_id, Order.reader_id == reader.id)
        return self.db.scalars(query).first()

    def list_for(self, reader: Reader) -> list[Order]:
        return list(self.db.scalars(select(Order).where(Order.reader_id == reader.id)))

    def cancel(self, order_id: int, reader_id: int) -> None:
        self.db.query(Order).filter(Order.id == order_id).delete()
        self.db.commit()
