from flask import abort, g, jsonify, request
from flask.views import MethodView

from .auth import login_required
from .models import Loan, db


class LoanView(MethodView):
    decorators = [login_required]

    def get(self, loan_id):
        loan = Loan.query.get_or_404(loan_id)  # expect: missing-ownership-check high
        return jsonify(book=loan.book)

    def patch(self, loan_id):
        loan = self._own(loan_id)
        loan.due = request.json["due"]
        db.session.commit()
        return "", 204

    def delete(self, loan_id):
        db.session.delete(self._own(loan_id))
        db.session.commit()
        return "", 204

    def _own(self, loan_id):
        loan = Loan.query.get_or_404(loan_id)
        if loan.borrower_id != g.reader.id:
            abort(404)
        return loan
