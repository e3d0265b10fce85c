from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from bookshop.database import get_db
from bookshop.models import Reader
from bookshop.security import current_reader
from bookshop.services.orders import OrderService

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("")
def list_orders(reader: Reader = Depends(current_reader), db: Session = Depends(get_db)):
    return OrderService(db).list_for(reader)


@router.get("/{order_id}")
def show_order(order_id: int, reader: Reader = Depends(current_reader), db: Session = Depends(get_db)):
    order = OrderService(db).find(order_id)
    if order is None:
        raise HTTPException(status_code=404)
    return order


@router.get("/{order_id}/address")
def show_address(order_id: int, reader: Reader = Depends(current_reader), db: Session = Depends(get_db)):
    order = OrderService(db).find_for(order_id, reader)
    if order is None:
        raise HTTPException(status_code=404)
    return {"address": order.address}


@router.delete("/{order_id}", status_code=204)
def cancel_order(order_id: int, reader: Reader = Depends(current_reader), db: Session = Depends(get_db)):
    OrderService(db).cancel(order_id, reader.id)
