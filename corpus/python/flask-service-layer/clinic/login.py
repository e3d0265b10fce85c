from flask_login import LoginManager

from clinic.database import db
from clinic.models.patient import Patient

login_manager = LoginManager()


@login_manager.user_loader
def load_patient(patient_id):
    return db.session.get(Patient, int(patient_id))
