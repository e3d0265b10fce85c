from functools import cached_property

from fastapi import FastAPI

from shop.deps import DB, CurrentUser
from shop.models import Coupon
from shop.repository import Repository

app = FastAPI()


class Coupons:
    def __init__(self, db, user):
        self.db = db
        self.user = user

    @cached_property
    def own(self):
        return Repository(self.db, Coupon).by_user(self.user.id)


@app.get("/coupons/{coupon_id}")
def own(coupon_id: int, user: CurrentUser, db: DB):
    return Coupons(db, user).own.get_one(coupon_id)


# The repository is not narrowed: the finding stands at its query.
@app.get("/coupons/{coupon_id}/any")
def anyones(coupon_id: int, user: CurrentUser, db: DB):
    return Repository(db, Coupon).get_one(coupon_id)
