import hashlib
import hmac
import os

from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from notes.models import Note, User, db
from notes.tokens import issue_token

app = Flask(__name__)
db.init_app(app)


@app.get("/")
def index():
    return "notes"


@app.get("/healthz")
def healthz():
    return jsonify(ok=True)


@app.post("/login")
def login():
    user = User.query.filter_by(email=request.json["email"]).first()
    if not user or not check_password_hash(user.password_hash, request.json["password"]):
        return jsonify(error="wrong e-mail or password"), 401
    return jsonify(token=issue_token(user.id))


@app.get("/notes/<int:note_id>")
def read_note(note_id):
    note = Note.query.get_or_404(note_id)  # expect: unauthenticated-endpoint
    return jsonify(text=note.text)


@app.delete("/notes/<int:note_id>")
def delete_note(note_id):
    Note.query.filter_by(id=note_id).delete()  # expect: unauthenticated-endpoint
    db.session.commit()
    return "", 204


@app.post("/hooks/mail")
def incoming_mail():
    expected = hmac.new(os.environ["MAIL_KEY"].encode(), request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Signature", "")):
        abort(403)
    db.session.add(Note(user_id=request.json["recipient"], text=request.json["text"]))
    db.session.commit()
    return "", 202
