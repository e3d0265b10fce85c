import bottle
from bottle import get, post, request, route

notes = []


@get("/notes")
def list_notes():
    return {"notes": len(notes)}


@post("/notes")
def add_note():
    return {"size": len(request.forms.get("text"))}


@route("/notes/<name>")
def show(name):
    return name


@route("/about", method="GET")
@bottle.route("/about-us")
def about():
    return "about"
