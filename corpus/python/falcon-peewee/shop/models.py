from peewee import CharField, ForeignKeyField, Model, SqliteDatabase

db = SqliteDatabase(None)


class Base(Model):
    class Meta:
        database = db


class User(Base):
    name = CharField()


class Order(Base):
    user = ForeignKeyField(User, backref="orders")
    status = CharField()
