from flask import Flask
from flask_restx import Api

from .boards import ns as boards
from .cards import ns as cards


def create_app():
    app = Flask(__name__)
    api = Api(app, doc=False)
    api.add_namespace(boards)
    api.add_namespace(cards, path="/boards/<board_id>/cards")
    return app
