from flask import Flask

from .api import api_bp
from .config import Config
from .extensions import limiter_exempt
from .pages import pages


def create_app(config=Config):
    app = Flask(__name__)
    app.config.from_object(config)
    register_blueprints(app)
    register_rules(app)

    @app.get("/healthz")
    def health():
        return {"ok": True}

    @app.route("/", defaults={"page": "index"})
    @app.route("/<path:page>")
    @limiter_exempt
    def page(page):
        return page

    return app


def register_blueprints(app):
    from .admin import create_admin
    from .resources import resources_bp
    from .spaces import spaces_bp

    app.register_blueprint(pages)
    app.register_blueprint(api_bp, url_prefix=f"{Config.API_ROOT}/v1")
    app.register_blueprint(api_bp, url_prefix=Config.API_ROOT + "/v2", name="api_v2")
    app.register_blueprint(resources_bp)
    app.register_blueprint(spaces_bp)
    app.register_blueprint(create_admin("admin"), url_prefix="/manage")


def register_rules(app):
    from . import legacy

    app.add_url_rule("/legacy/orders", "legacy_orders", legacy.orders)
    app.add_url_rule("/legacy/orders", "legacy_create", legacy.create, methods=["POST"])
    app.add_url_rule("/legacy/orders/<int:order_id>", view_func=legacy.OrderView.as_view("legacy_order"))
    for rule, view in legacy.REPORTS:
        app.add_url_rule(rule, view_func=view)
    for kind in ("csv", "pdf"):
        app.add_url_rule(f"/legacy/export.{kind}", f"export_{kind}", legacy.export, methods=("GET",))
