from flask import Flask

from forum.admin import admin
from forum.models import db

app = Flask(__name__)
db.init_app(app)
app.register_blueprint(admin)
