from flask import Blueprint

from .carts import bp as carts_bp
from .orders import orders

api_bp = Blueprint("api", __name__)
api_bp.register_blueprint(orders, url_prefix="/orders")
api_bp.register_blueprint(carts_bp)

from . import search  # noqa: E402,F401
