from flask import Flask
from flask_login import LoginManager

from blog import moderation
from blog.models import Author, db

app = Flask(__name__)
db.init_app(app)
login = LoginManager(app)
app.register_blueprint(moderation.bp)


@login.user_loader
def load(author_id):
    return db.session.get(Author, int(author_id))
