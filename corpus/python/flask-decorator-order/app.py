from flask import Flask

from rooms import rooms
from extensions import db


def create_app():
    app = Flask(__name__)
    db.init_app(app)
    app.register_blueprint(rooms, url_prefix="/rooms")
    return app
