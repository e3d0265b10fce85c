from functools import wraps

from flask import abort, g, request

from billing.db import get_db


def token_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        token = request.headers.get("X-Token")
        account = get_db().execute("SELECT id, email FROM accounts WHERE token = ?", (token,)).fetchone()
        if account is None:
            abort(401)
        g.account = account
        return view(*args, **kwargs)

    return inner
