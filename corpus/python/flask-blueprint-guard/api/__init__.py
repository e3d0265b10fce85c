from flask import Flask
from flask_jwt_extended import JWTManager

from .admin import admin_bp
from .members import members_bp
from .models import db
from .status import status_bp


def create_app(config):
    app = Flask(__name__)
    app.config.from_object(config)
    db.init_app(app)
    JWTManager(app)
    app.register_blueprint(status_bp)
    app.register_blueprint(members_bp, url_prefix="/v1")
    app.register_blueprint(admin_bp, url_prefix="/v1/admin")
    return app
