from functools import wraps

from flask import abort, session

from forum.models import Member, db


def signed_in(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if "member_id" not in session:
            abort(401)
        return view(*args, **kwargs)

    return wrapper


def requires_role(role):
    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            member = db.session.get(Member, session.get("member_id"))
            if member is None or member.role != role:
                abort(403)
            return view(*args, **kwargs)

        return wrapper

    return decorate
