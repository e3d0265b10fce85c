import json

from bson import ObjectId
from tornado.web import HTTPError, authenticated

from .base import ApiHandler, BaseHandler


class OrdersHandler(ApiHandler):
    async def get(self):
        orders = await self.db.orders.find({"owner": self.current_user}).to_list(100)
        self.write({"orders": orders})


class OrderHandler(ApiHandler):
    async def get(self, order_id):
        order = await self.db.orders.find_one({"_id": ObjectId(order_id)})  # expect: missing-ownership-check
        self.write(order)

    async def delete(self, order_id):
        order = await self.db.orders.find_one({"_id": ObjectId(order_id)})
        if order["owner"] != self.current_user:
            raise HTTPError(403)
        await self.db.orders.delete_one({"_id": order["_id"]})


class NoteHandler(BaseHandler):
    @authenticated
    async def post(self, order_id):
        data = json.loads(self.request.body)
        await self.db.orders.update_one({"_id": order_id}, {"$set": {"note": data["note"]}})  # expect: missing-ownership-check

    async def put(self, order_id):
        await self.db.orders.update_one({"_id": order_id}, {"$set": {"note": ""}})  # expect: unauthenticated-endpoint
