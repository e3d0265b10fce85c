from flask import Flask

from clinic.database import db
from clinic.login import login_manager
from clinic.routes.appointments import appointments


def create_app():
    app = Flask("clinic")
    app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql:///clinic"
    db.init_app(app)
    login_manager.init_app(app)
    app.register_blueprint(appointments, url_prefix="/appointments")
    return app
