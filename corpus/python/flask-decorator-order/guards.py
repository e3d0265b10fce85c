from functools import wraps

from flask import abort, g, session

from models import Member


def signed_in(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        g.member = Member.query.get(session.get("member_id"))
        if g.member is None:
            abort(401)
        return view(*args, **kwargs)

    return wrapper


def warden(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if g.member.role != "warden":
            abort(403)
        return view(*args, **kwargs)

    return wrapper


def timed(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)

    return wrapper
