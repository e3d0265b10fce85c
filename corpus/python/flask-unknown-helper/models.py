from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Customer(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Contract(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    customer_id = db.Column(db.Integer, db.ForeignKey("customer.id"))
    terms = db.Column(db.Text)
