from quart import Quart

from .notes import bp


def create_app():
    app = Quart(__name__)
    app.register_blueprint(bp, url_prefix="/notes")

    @app.get("/ping")
    async def ping():
        return "pong"

    return app
