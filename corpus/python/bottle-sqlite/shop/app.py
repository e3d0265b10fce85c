from bottle import Bottle

from .admin import admin
from .orders import orders

app = Bottle()
app.merge(orders)
app.mount("/admin/", admin)
app.route("/health", "GET", lambda: "ok")
