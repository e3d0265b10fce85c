from mongoengine import Document, ReferenceField, StringField


class User(Document):
    name = StringField()


class Board(Document):
    owner = ReferenceField(User)
    title = StringField()


class Card(Document):
    board = ReferenceField(Board)
    text = StringField()
