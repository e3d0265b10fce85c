from flask import Blueprint, g, jsonify, request

from extensions import db
from guards import signed_in, timed, warden
from models import Room

rooms = Blueprint("rooms", __name__)


@rooms.get("/<int:room_id>")
@signed_in
def show(room_id):
    room = Room.query.filter_by(id=room_id, member_id=g.member.id).first_or_404()
    return jsonify(name=room.name)


# The blueprint registers the bare function.
@signed_in  # expect: guard-not-applied high
@rooms.put("/<int:room_id>")
def rename(room_id):
    Room.query.filter_by(id=room_id).update({"name": request.json["name"]})
    db.session.commit()
    return "", 204


# Who calls is asked, and whether they are a warden is not.
@warden  # expect: guard-not-applied high
@rooms.delete("/<int:room_id>/everything")
@signed_in
def clear(room_id):
    Room.query.filter_by(id=room_id, member_id=g.member.id).delete()
    db.session.commit()
    return "", 204


# For the second path it stands above, for the first it stands below.
@rooms.get("/mine")
@signed_in  # expect: guard-not-applied high
@rooms.get("/own")
def mine():
    return jsonify([room.name for room in Room.query.filter_by(member_id=g.member.id)])


# What stands above is no guard.
@timed
@rooms.get("/count")
def count():
    return jsonify(rooms=12)
