from flask import Blueprint, jsonify

from forum.decorators import requires_role, signed_in
from forum.models import AuditEntry, Member, db

admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.get("/members")
@requires_role("admin")
def members():
    return jsonify([m.id for m in Member.query.all()])


@admin.post("/members/<int:member_id>/ban")
@requires_role("admin")
def ban(member_id):
    Member.query.filter_by(id=member_id).update({"banned": True})
    db.session.commit()
    return "", 204


# Signed in is not enough here.
@admin.post("/members/<int:member_id>/promote")
@signed_in
def promote(member_id):
    Member.query.filter_by(id=member_id).update({"role": "admin"})  # expect: missing-function-authorization
    db.session.commit()
    return "", 204


@admin.get("/audit")
@signed_in
def audit():
    return jsonify([e.text for e in AuditEntry.query.all()])  # expect: missing-function-authorization
