from flask import Flask
from flask_restful import Api

from .models import db
from .resources import Order, Orders, Product


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    api = Api(app, prefix="/api")
    api.add_resource(Orders, "/orders")
    api.add_resource(Order, "/orders/<int:order_id>", "/o/<int:order_id>")
    api.add_resource(Product, "/products/<int:product_id>")
    return app
