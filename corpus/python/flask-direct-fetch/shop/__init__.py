from flask import Flask

from .extensions import db


def create_app():
    app = Flask(__name__)
    app.config.from_prefixed_env()
    db.init_app(app)

    from . import accounts, catalogue, orders

    app.register_blueprint(accounts.bp)
    app.register_blueprint(catalogue.bp)
    app.register_blueprint(orders.bp, url_prefix="/api")
    return app
