from clinic.models.appointment import Appointment
from clinic.models.patient import Patient

__all__ = ["Appointment", "Patient"]
