from clinic.database import db


class Appointment(db.Model):
    __tablename__ = "appointments"

    id = db.Column(db.Integer, primary_key=True)
    patient_id = db.Column(db.Integer, db.ForeignKey("patients.id"), nullable=False)
    starts_at = db.Column(db.DateTime)
    reason = db.Column(db.Text)

    patient = db.relationship("Patient")
