from flask import Blueprint, Flask
from flask.views import MethodView


def register_api(bp, model, name):
    bp.add_url_rule(f"/{name}/", view_func=Rows.as_view(f"{name}-rows", model))
    bp.add_url_rule(f"/{name}/<int:row_id>", view_func=Row.as_view(f"{name}-row", model))


class Rows(MethodView):
    def __init__(self, model):
        self.model = model

    def get(self):
        return []

    def post(self):
        return {}


class Row(MethodView):
    def __init__(self, model):
        self.model = model

    def delete(self, row_id):
        return "", 204


def create_admin(name):
    bp = Blueprint(name, __name__)

    @bp.before_request
    def require_staff():
        return None

    register_api(bp, "Order", "orders")
    register_api(bp, "User", "users")
    return bp


def unused_app():
    return Flask(__name__)
