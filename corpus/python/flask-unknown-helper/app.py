from acme_portal import visit
from flask import Flask, jsonify
from flask_login import LoginManager, current_user, login_required
from models import Contract, Customer, db

app = Flask(__name__)
db.init_app(app)
login_manager = LoginManager(app)


@login_manager.user_loader
def load(customer_id):
    return db.session.get(Customer, customer_id)


# Nobody can tell from here what the package does: the finding stays, less sure.
@app.get("/contracts/<int:contract_id>")
@login_required
def contract(contract_id):
    visit(current_user.id, contract_id)
    found = Contract.query.get_or_404(contract_id)  # expect: missing-ownership-check medium
    return jsonify(terms=found.terms)


@app.get("/contracts/<int:contract_id>/terms")
@login_required
def terms(contract_id):
    found = Contract.query.get_or_404(contract_id)  # expect: missing-ownership-check high
    return jsonify(terms=found.terms)


@app.get("/contracts/<int:contract_id>/summary")
@login_required
def summary(contract_id):
    found = Contract.query.filter_by(id=contract_id, customer_id=current_user.id).first_or_404()
    return jsonify(terms=found.terms[:80])
