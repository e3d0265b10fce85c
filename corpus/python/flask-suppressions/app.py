from flask import Flask, jsonify
from flask_login import LoginManager, UserMixin, current_user, login_required
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)
login_manager = LoginManager(app)


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Idea(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    text = db.Column(db.Text)
    votes = db.Column(db.Integer, default=0)


@login_manager.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))


@app.get("/ideas/<int:idea_id>")
@login_required
def show(idea_id):
    # authlint: ignore[missing-ownership-check] everybody in the house may read ideas
    idea = Idea.query.get_or_404(idea_id)
    return jsonify(text=idea.text)


# authlint: ignore[missing-ownership-check] voting is open to all
@app.post("/ideas/<int:idea_id>/votes")
@login_required
def vote(idea_id):
    Idea.query.filter_by(id=idea_id).update({"votes": Idea.votes + 1})
    db.session.commit()
    return "", 204


@app.delete("/ideas/<int:idea_id>")
@login_required
def delete(idea_id):
    # authlint: ignore[missing-ownership-check] left over  # expect: unused-suppression
    Idea.query.filter_by(id=idea_id, user_id=current_user.id).delete()
    db.session.commit()
    return "", 204


@app.put("/ideas/<int:idea_id>")
@login_required
def edit(idea_id):
    Idea.query.filter_by(id=idea_id).update({"text": ""})  # expect: missing-ownership-check high
    db.session.commit()
    return "", 204
