from flask_jwt_extended import current_user, jwt_required
from flask_restx import Namespace, Resource, abort

from .models import Board

ns = Namespace("boards")


@ns.route("/")
class Boards(Resource):
    @jwt_required()
    def get(self):
        return [board.title for board in Board.objects(owner=current_user.id)]


@ns.route("/<board_id>")
class OneBoard(Resource):
    @jwt_required()
    def get(self, board_id):
        return {"title": Board.objects.get(id=board_id).title}  # expect: missing-ownership-check

    @jwt_required()
    def delete(self, board_id):
        board = Board.objects.get(id=board_id)
        if board.owner.id != current_user.id:
            abort(403)
        board.delete()
        return "", 204
