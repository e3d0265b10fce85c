from flask import Blueprint, Flask, abort, jsonify, request
from flask_login import LoginManager, current_user, login_required

from .models import Document, Member, db
from .permissions import ensure_author, get_document, may_edit

pages = Blueprint("pages", __name__, url_prefix="/documents")


@pages.get("/<int:document_id>")
@login_required
def read(document_id):
    document = db.get_or_404(Document, document_id)
    ensure_author(document)
    return jsonify(title=document.title, body=document.body)


@pages.put("/<int:document_id>")
@login_required
def save(document_id):
    document = db.get_or_404(Document, document_id)
    if not may_edit(current_user, document):
        return jsonify(error="forbidden"), 403
    document.body = request.json["body"]
    db.session.commit()
    return "", 204


@pages.delete("/<int:document_id>")
@login_required
def remove(document_id):
    db.session.delete(get_document(document_id))
    db.session.commit()
    return "", 204


@pages.get("/<int:document_id>/source")
@login_required
def source(document_id):
    document = db.get_or_404(Document, document_id)  # expect: missing-ownership-check high
    return document.body


@pages.get("/<int:document_id>/outline")
@login_required
def outline(document_id):
    document = db.get_or_404(Document, document_id)  # expect: missing-ownership-check high
    # The answer is thrown away.
    may_edit(current_user, document)
    return jsonify(headings=[line for line in document.body.splitlines() if line.startswith("#")])


@pages.get("/<int:document_id>/export")
@login_required
def export(document_id):
    document = db.session.scalar(db.select(Document).where(Document.id == document_id))
    if may_edit(current_user, document):
        return document.body
    abort(403)


def create_app():
    app = Flask(__name__)
    db.init_app(app)
    manager = LoginManager(app)
    manager.user_loader(lambda member_id: db.session.get(Member, int(member_id)))
    app.register_blueprint(pages)
    return app
