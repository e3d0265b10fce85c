from flask import Flask

from .models import db
from .views import LoanView


def create_app():
    app = Flask(__name__)
    db.init_app(app)
    app.add_url_rule("/loans/<int:loan_id>", view_func=LoanView.as_view("loan"))
    return app
