from flask import Blueprint, jsonify

from .models import Subscription

status_bp = Blueprint("status", __name__)


@status_bp.get("/health")
def health():
    return jsonify(status="ok")


# This blueprint has no guard.
@status_bp.get("/subscriptions/<int:subscription_id>")
def legacy_subscription(subscription_id):
    subscription = Subscription.query.get(subscription_id)  # expect: unauthenticated-endpoint
    return jsonify(plan=subscription.plan)
