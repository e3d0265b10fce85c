from flask import abort
from flask_login import current_user

from .models import Document, db


def ensure_author(document):
    """Ends the request with 403 for everybody but the author."""
    if document.author_id != current_user.id:
        abort(403)


def may_edit(user, document):
    return document.author_id == user.id


def get_document(document_id, check_author=True):
    document = db.session.get(Document, document_id)
    if document is None:
        abort(404)
    if check_author and document.author_id != current_user.id:
        abort(403)
    return document
