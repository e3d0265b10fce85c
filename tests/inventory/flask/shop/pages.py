import flask

pages = flask.Blueprint("pages", __name__)


@pages.route("/about")
@pages.route("/about-us/")
def about():
    return "about"


@pages.route("/contact", methods=["GET", "POST"])
def contact():
    return "contact"


@pages.app_errorhandler(404)
def not_found(error):
    return "nothing here", 404
