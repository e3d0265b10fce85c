from flask import Blueprint, jsonify, request
from flask_login import current_user, login_required

from clinic.services.appointments import AppointmentNotFound, AppointmentService

appointments = Blueprint("appointments", __name__)
service = AppointmentService()


@appointments.errorhandler(AppointmentNotFound)
def not_found(_error):
    return jsonify(error="no such appointment"), 404


@appointments.route("/<int:appointment_id>")
@login_required
def details(appointment_id):
    return jsonify(service.details(appointment_id))


@appointments.route("/<int:appointment_id>/time")
@login_required
def time(appointment_id):
    return jsonify(service.details_for(appointment_id, current_user))


@appointments.route("/<int:appointment_id>", methods=["DELETE"])
@login_required
def cancel(appointment_id):
    service.cancel(appointment_id, current_user.id)
    return "", 204


@appointments.route("/<int:appointment_id>/time", methods=["PUT"])
@login_required
def reschedule(appointment_id):
    service.reschedule(appointment_id, current_user.id, request.get_json()["starts_at"])
    return "", 204
