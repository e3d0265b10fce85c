from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import get_jwt_identity, verify_jwt_in_request

from .models import Setting, Subscription, User, db

admin_bp = Blueprint("admin", __name__)


@admin_bp.before_request
def only_admins():
    verify_jwt_in_request()
    user = db.session.get(User, int(get_jwt_identity()))
    if user is None or user.role != "admin":
        abort(403)


# An administrator acts on what belongs to others.
@admin_bp.get("/subscriptions/<int:subscription_id>")
def inspect(subscription_id):
    return jsonify(plan=Subscription.query.get_or_404(subscription_id).plan)


@admin_bp.delete("/users/<int:user_id>")
def remove_user(user_id):
    User.query.filter_by(id=user_id).delete()
    db.session.commit()
    return "", 204


@admin_bp.put("/settings/<key>")
def change_setting(key):
    Setting.query.filter_by(key=key).update({"value": request.json["value"]})
    db.session.commit()
    return "", 204
