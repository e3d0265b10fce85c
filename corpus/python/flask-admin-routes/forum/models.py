from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    role = db.Column(db.String(20), default="member")
    banned = db.Column(db.Boolean, default=False)


class AuditEntry(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.Text)
