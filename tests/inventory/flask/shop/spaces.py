from flask import Blueprint
from flask_restx import Api, Namespace, Resource

spaces_bp = Blueprint("spaces", __name__, url_prefix="/x")
api = Api(spaces_bp, doc=False)

users = Namespace("users", description="people")
teams = Namespace("teams", path="/groups")
ns = api.namespace("boards", description="boards")


@users.route("/")
class Users(Resource):
    def get(self):
        return []


@users.route("/<int:user_id>", "/by-id/<int:user_id>")
@users.param("user_id", "whose")
class User(Resource):
    @users.doc("get_user")
    def get(self, user_id):
        return {"id": user_id}

    def delete(self, user_id):
        return "", 204


@teams.route("")
class Teams(Resource):
    def post(self):
        return {}, 201


@ns.route("/<string:board>")
class Board(Resource):
    def get(self, board):
        return {}


api.add_namespace(users)
api.add_namespace(teams)
