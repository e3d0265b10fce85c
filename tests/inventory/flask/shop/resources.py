from flask import Blueprint
from flask_restful import Api, Resource

resources_bp = Blueprint("resources", __name__, url_prefix="/rest")
api = Api(resources_bp, prefix="/v3")


class Shelf(Resource):
    def get(self, shelf_id=None):
        return {}

    def put(self, shelf_id=None):
        return {}


class Readable(Resource):
    def get(self, book_id):
        return {"id": book_id}


class Book(Readable):
    def delete(self, book_id):
        return "", 204


api.add_resource(Shelf, "/shelves", "/shelves/<int:shelf_id>", endpoint="shelf")
api.add_resource(Book, "/books/<book_id>")


@api.resource("/authors", "/writers")
class Authors(Resource):
    def get(self):
        return []
