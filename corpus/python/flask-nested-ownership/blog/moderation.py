"""The author of a post moderates the comments under it."""

from flask import Blueprint, abort, jsonify
from flask_login import current_user, login_required

from blog.models import Comment, Post, db

bp = Blueprint("moderation", __name__, url_prefix="/comments")


@bp.delete("/<int:comment_id>")
@login_required
def delete(comment_id):
    Comment.query.filter_by(id=comment_id).delete()  # expect: missing-ownership-check
    db.session.commit()
    return "", 204


@bp.post("/<int:comment_id>/hide")
@login_required
def hide(comment_id):
    comment = Comment.query.get_or_404(comment_id)
    if comment.post.author_id != current_user.id:
        abort(403)
    comment.hidden = True
    db.session.commit()
    return "", 204


@bp.get("/<int:comment_id>")
@login_required
def show(comment_id):
    comment = (
        Comment.query.join(Post)
        .filter(Comment.id == comment_id, Post.author_id == current_user.id)
        .first_or_404()
    )
    return jsonify(text=comment.text, hidden=comment.hidden)


@bp.post("/<int:comment_id>/restore")
@login_required
def restore(comment_id):
    comment = Comment.query.get_or_404(comment_id)
    if comment.post.author != current_user:
        abort(403)
    comment.hidden = False
    db.session.commit()
    return "", 204
