from extensions import db


class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    role = db.Column(db.String(20))


class Room(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    member_id = db.Column(db.Integer, db.ForeignKey("member.id"))
    name = db.Column(db.String(80))
