from flask.views import MethodView


def orders():
    return []


def create():
    return {}


def daily():
    return []


def weekly():
    return []


def export():
    return ""


REPORTS = [("/legacy/daily", daily), ("/legacy/weekly", weekly)]


class OrderView(MethodView):
    def get(self, order_id):
        return {}

    def put(self, order_id):
        return {}
