from clinic.repositories.appointments import AppointmentRepository


class AppointmentNotFound(Exception):
    pass


class AppointmentService:
    def __init__(self):
        self.repository = AppointmentRepository()

    def details(self, appointment_id):
        appointment = self.repository.find(appointment_id)
        if appointment is None:
            raise AppointmentNotFound(appointment_id)
        return {"id": appointment.id, "reason": appointment.reason}

    def details_for(self, appointment_id, patient):
        appointment = self.repository.find_for(appointment_id, patient.id)
        if appointment is None:
            raise AppointmentNotFound(appointment_id)
        return {"id": appointment.id, "starts_at": appointment.starts_at}

    # `patient_id` looks like a check and is none: nothing here reads it.
    def cancel(self, appointment_id, patient_id):
        self.repository.remove(appointment_id)
        return True

    def reschedule(self, appointment_id, patient_id, starts_at):
        appointment = self.repository.find_for(appointment_id, patient_id)
        if appointment is None:
            raise AppointmentNotFound(appointment_id)
        appointment.starts_at = starts_at
        return appointment
