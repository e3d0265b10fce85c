from flask import Blueprint, abort, g, jsonify
from flask_jwt_extended import get_jwt_identity, verify_jwt_in_request

from .models import Subscription, User, db

members_bp = Blueprint("members", __name__)


@members_bp.before_request
def authenticate():
    verify_jwt_in_request()
    g.user = db.session.get(User, int(get_jwt_identity()))
    if g.user is None:
        abort(401)


@members_bp.get("/subscriptions/<int:subscription_id>")
def subscription(subscription_id):
    found = Subscription.query.get_or_404(subscription_id)  # expect: missing-ownership-check high
    return jsonify(plan=found.plan)


@members_bp.delete("/subscriptions/<int:subscription_id>")
def unsubscribe(subscription_id):
    found = Subscription.query.filter_by(id=subscription_id, user_id=g.user.id).first_or_404()
    db.session.delete(found)
    db.session.commit()
    return "", 204
