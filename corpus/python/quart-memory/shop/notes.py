from quart import Blueprint, abort, jsonify, request, session
from quart_auth import login_required

from .store import Note, notes

bp = Blueprint("notes", __name__)


@bp.get("/<note_id>")
@login_required
async def show(note_id):
    return jsonify(notes[note_id])  # expect: missing-ownership-check


@bp.delete("/<note_id>")
@login_required
async def remove(note_id):
    note = notes.get(note_id)
    if note is None or note.owner != session["user_id"]:
        abort(404)
    del notes[note_id]
    return "", 204


@bp.put("/<note_id>")
async def write(note_id):
    data = await request.get_json()
    notes[note_id] = Note(note_id, data["owner"], data["text"])  # expect: unauthenticated-endpoint
    return jsonify({})
