from flask_jwt_extended import current_user, jwt_required
from flask_restx import Namespace, Resource

from .models import Board, Card

ns = Namespace("cards")


@ns.route("", "/all")
class Cards(Resource):
    @jwt_required()
    def get(self, board_id):
        board = Board.objects.get(id=board_id, owner=current_user.id)
        return [card.text for card in Card.objects(board=board)]
