import os

from fastapi import Depends, HTTPException, Request
from fastapi.security import APIKeyCookie
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from fleet.tables import Driver, get_db

cookie = APIKeyCookie(name="session")
serializer = URLSafeTimedSerializer(os.environ["SESSION_KEY"])


def require_driver(request: Request, raw: str = Depends(cookie), db: Session = Depends(get_db)) -> Driver:
    try:
        driver_id = serializer.loads(raw, max_age=3600)
    except BadSignature:
        raise HTTPException(401)
    driver = db.get(Driver, driver_id)
    if not driver:
        raise HTTPException(401)
    request.state.driver = driver
    return driver


def require_dispatcher(driver: Driver = Depends(require_driver)) -> Driver:
    if driver.role != "dispatcher":
        raise HTTPException(403)
    return driver
