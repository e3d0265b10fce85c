from flask import Flask, abort, g, jsonify, request

from billing.auth import token_required
from billing.db import get_db

app = Flask(__name__)


@app.route("/invoices/<int:invoice_id>")
@token_required
def whole(invoice_id):
    row = get_db().execute("SELECT * FROM invoices WHERE id = ?", (invoice_id,)).fetchone()  # expect: missing-ownership-check high
    return jsonify(dict(row))


@app.route("/invoices/<int:invoice_id>/total")
@token_required
def scoped(invoice_id):
    row = get_db().execute(
        "SELECT total_cents FROM invoices WHERE id = ? AND account_id = ?", (invoice_id, g.account["id"])
    ).fetchone()
    if row is None:
        abort(404)
    return jsonify(total=row["total_cents"])


@app.route("/invoices/<invoice_id>/print")
@token_required
def formatted(invoice_id):
    cursor = get_db().cursor()
    cursor.execute(f"SELECT * FROM invoices WHERE id = {invoice_id}")  # expect: missing-ownership-check
    return jsonify(dict(cursor.fetchone()))


@app.route("/invoices/<invoice_id>/summary")
@token_required
def concatenated(invoice_id):
    sql = "SELECT total_cents, note FROM invoices"
    sql += " WHERE id = " + invoice_id
    row = get_db().execute(sql).fetchone()  # expect: missing-ownership-check
    return jsonify(dict(row))


@app.route("/invoices/<int:invoice_id>/parts")
@token_required
def fragments(invoice_id):
    where = " WHERE id = ?"
    where += " AND account_id = ?"
    row = get_db().execute("SELECT note FROM invoices" + where, (invoice_id, g.account["id"])).fetchone()
    return jsonify(note=row["note"])


@app.route("/invoices/<int:invoice_id>/note", methods=["POST"])
@token_required
def annotate(invoice_id):
    db = get_db()
    row = db.execute("SELECT account_id FROM invoices WHERE id = ?", (invoice_id,)).fetchone()
    if row["account_id"] != g.account["id"]:
        abort(403)
    db.execute("UPDATE invoices SET note = ? WHERE id = ?", (request.json["note"], invoice_id))
    db.commit()
    return "", 204


@app.route("/invoices/<int:invoice_id>", methods=["DELETE"])
@token_required
def delete(invoice_id):
    db = get_db()
    db.execute("DELETE FROM invoices WHERE id = ?", [invoice_id])  # expect: missing-ownership-check high
    db.commit()
    return "", 204


# A table that nobody owns.
@app.route("/tax/<country>")
def tax(country):
    row = get_db().execute("SELECT percent FROM tax_rates WHERE country = ?", (country,)).fetchone()
    return jsonify(percent=row["percent"])
