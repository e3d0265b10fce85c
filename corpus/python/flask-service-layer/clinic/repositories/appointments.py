from clinic.database import db
from clinic.models import Appointment


class AppointmentRepository:
    def find(self, appointment_id):
        return db.session.get(Appointment, appointment_id)  # expect: missing-ownership-check high

    def find_for(self, appointment_id, patient_id):
        return db.session.query(Appointment).filter_by(id=appointment_id, patient_id=patient_id).one_or_none()

    def remove(self, appointment_id):
        Appointment.query.filter_by(id=appointment_id).delete()  # expect: missing-ownership-check high
        db.session.commit()
