from tortoise import fields
from tortoise.models import Model


class User(Model):
    id = fields.IntField(primary_key=True)
    name = fields.TextField()


class Order(Model):
    id = fields.IntField(primary_key=True)
    owner = fields.ForeignKeyField("models.User", related_name="orders")
    status = fields.TextField()


class Cart(Model):
    id = fields.IntField(primary_key=True)
    owner = fields.ForeignKeyField("models.User", related_name="carts")


class Product(Model):
    id = fields.IntField(primary_key=True)
    name = fields.TextField()
