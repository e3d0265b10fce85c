from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Author(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    pen_name = db.Column(db.String(50))


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    author_id = db.Column(db.Integer, db.ForeignKey("author.id"), nullable=False)
    text = db.Column(db.Text)
    author = db.relationship("Author")


class Comment(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    post_id = db.Column(db.Integer, db.ForeignKey("post.id"), nullable=False)
    text = db.Column(db.Text)
    hidden = db.Column(db.Boolean, default=False)
    post = db.relationship("Post")
