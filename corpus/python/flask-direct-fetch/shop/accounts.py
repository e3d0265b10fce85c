import functools

from flask import Blueprint, abort, g, jsonify, request, session
from werkzeug.security import check_password_hash, generate_password_hash

from .extensions import db
from .models import User

bp = Blueprint("accounts", __name__)


@bp.before_app_request
def load_user():
    user_id = session.get("user_id")
    g.user = db.session.get(User, user_id) if user_id else None


def login_required(view):
    @functools.wraps(view)
    def wrapped(**kwargs):
        if g.user is None:
            abort(401)
        return view(**kwargs)

    return wrapped


@bp.post("/register")
def register():
    body = request.get_json()
    db.session.add(User(email=body["email"], password_hash=generate_password_hash(body["password"])))
    db.session.commit()
    return "", 201


@bp.post("/login")
def login():
    body = request.get_json()
    user = User.query.filter_by(email=body["email"]).first()
    if user is None or not check_password_hash(user.password_hash, body["password"]):
        abort(401)
    session["user_id"] = user.id
    return jsonify(id=user.id)
