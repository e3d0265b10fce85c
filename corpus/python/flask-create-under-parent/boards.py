import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)


class Board(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner_id = db.Column(db.Integer, nullable=False, index=True)
    name = db.Column(db.String(80))


class Card(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    board_id = db.Column(db.Integer, db.ForeignKey("board.id"), nullable=False)
    title = db.Column(db.String(200))


@app.before_request
def authenticate():
    header = request.headers.get("Authorization", "")
    try:
        claims = jwt.decode(header.removeprefix("Bearer "), os.environ["JWT_KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        abort(401)
    g.user_id = int(claims["sub"])


@app.post("/boards")
def create_board():
    board = Board(owner_id=g.user_id, name=request.json["name"])
    db.session.add(board)
    db.session.commit()
    return jsonify(id=board.id), 201


@app.post("/boards/<int:board_id>/cards")
def create_card(board_id):
    db.session.add(Card(board_id=board_id, title=request.json["title"]))  # expect: missing-ownership-check
    db.session.commit()
    return "", 201


@app.post("/boards/<int:board_id>/import")
def import_card(board_id):
    board = Board.query.filter_by(id=board_id, owner_id=g.user_id).first_or_404()
    db.session.add(Card(board_id=board.id, title=request.json["title"]))
    db.session.commit()
    return "", 201


@app.post("/boards/<int:board_id>/inbox")
def add_to_inbox(board_id):
    board = db.session.get(Board, board_id)
    if not board or board.owner_id != g.user_id:
        abort(404)
    db.session.add(Card(board_id=board_id, title=request.json["title"]))
    db.session.commit()
    return "", 201
