import authlint
from django.views.generic.base import View


def path(route, view, kwargs=None, name=None):
    return authlint.route(route, view, View.answer_request)


def re_path(route, view, kwargs=None, name=None):
    return authlint.route(route, view, View.answer_request)


def include(arg, namespace=None):
    return authlint.routes_of(arg, "urlpatterns")
