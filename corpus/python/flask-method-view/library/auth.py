from functools import wraps

from flask import abort, g, session

from .models import Reader, db


def login_required(view):
    @wraps(view)
    def guarded(*args, **kwargs):
        g.reader = db.session.get(Reader, session.get("reader_id"))
        if g.reader is None:
            abort(401)
        return view(*args, **kwargs)

    return guarded
