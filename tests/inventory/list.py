"""Prints the endpoints of a runnable application here or in corpus/python, as its framework tells them.

    python3 -m venv venv && venv/bin/pip install flask flask-restful flask-restx fastapi fastapi-utils aiohttp django djangorestframework ...
    venv/bin/python tests/inventory/list.py tests/inventory/flask flask > tests/inventory/flask/endpoints.txt

What the framework adds by itself is left out: answers to HEAD and OPTIONS, files, descriptions of the interface.
"""

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path

sys.dont_write_bytecode = True
ADDED = {"HEAD", "OPTIONS"}
VERBS = ["get", "post", "put", "patch", "delete", "head", "options"]


def flask():
    return werkzeug(import_module("shop").create_app())


quart = flask


def werkzeug(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        view = getattr(view, "view_class", view)
        if not re.match(r"(flask|quart|werkzeug)", view.__module__):
            path = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule)
            for method in rule.methods - ADDED or rule.methods:
                yield method, path


def fastapi():
    return openapi(import_module("shop.main").app, "")


def openapi(app, prefix):
    from starlette.routing import Mount

    for path, operations in app.openapi()["paths"].items():
        for method in operations:
            yield method.upper(), prefix + path
    for route in app.routes:
        if isinstance(route, Mount) and hasattr(route.app, "openapi"):
            yield from openapi(route.app, prefix + route.path)


def starlette():
    return nested(import_module("shop").app.routes, "")


def nested(routes, prefix):
    for route in routes:
        path = re.sub(r":\w+}", "}", prefix + route.path)
        if hasattr(route, "methods"):
            methods = route.methods or {verb.upper() for verb in VERBS if hasattr(route.endpoint, verb)}
            yield from ((method, path) for method in methods - ADDED)
        else:
            yield from nested(route.routes, prefix + route.path)


def aiohttp():
    app = import_module("shop.app").create_app()
    for route in app.router.routes():
        path = re.sub(r"{(\w+):[^}]*}", r"{\1}", route.resource.canonical)
        if route.method == "*":
            yield from ((verb.upper(), path) for verb in VERBS if hasattr(route.handler, verb))
        elif route.method not in ADDED:
            yield route.method, path


def litestar():
    for route in import_module("shop.app").app.routes:
        for method in route.methods:
            if method not in ADDED and not route.path.startswith("/schema"):
                yield method, re.sub(r":\w+}", "}", route.path)


def sanic():
    app = import_module("shop.app").create_app()
    app.router.finalize()
    for route in app.router.routes:
        for method in route.methods - ADDED:
            yield method, "/" + re.sub(r"<(\w+):[^>]*>", r"{\1}", route.path)


def tornado():
    app = import_module("shop.app").main()
    for rule in app.wildcard_router.rules:
        for verb in VERBS:
            function = getattr(rule.target, verb)
            if function.__module__.startswith("shop"):
                names = iter([name for name in inspect.signature(function).parameters if name != "self"])
                pattern = rule.matcher.regex.pattern.rstrip("$").removesuffix("/?")
                yield verb.upper(), re.sub(r"\((?:\?P<\w+>)?[^)]*\)", lambda _: "{%s}" % next(names), pattern)


def bottle():
    import bottle

    module = import_module("shop.app" if Path(sys.argv[1], "shop").is_dir() else "app")
    return bottled(getattr(module, "app", None) or bottle.default_app(), "")


def bottled(app, prefix):
    for route in app.routes:
        mounted = route.config.get("mountpoint.target")
        if mounted is None:
            yield route.method, prefix + re.sub(r"<(\w+)(:[^>]*)?>", r"{\1}", route.rule)
        elif route.rule.endswith("<:re:.*>"):
            yield from bottled(mounted, prefix + route.config["mountpoint.prefix"].rstrip("/"))


def falcon():
    import falcon.inspect

    for route in falcon.inspect.inspect_routes(import_module("shop.app").app):
        for method in route.methods:
            if method.method not in ADDED and not method.internal:
                yield method.method, re.sub(r":\w+}", "}", route.path)


def django():
    import os

    import django
    from django.urls import get_resolver

    manage = Path(sys.argv[1], "manage.py").read_text()
    os.environ["DJANGO_SETTINGS_MODULE"] = re.search(r"DJANGO_SETTINGS_MODULE\W+([\w.]+)", manage)[1]
    django.setup()
    yield from resolved(get_resolver().url_patterns, "/")


def resolved(patterns, prefix):
    for pattern in patterns:
        path = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", plain(str(pattern.pattern)))
        if hasattr(pattern, "url_patterns"):
            yield from resolved(pattern.url_patterns, path)
        elif "{format}" not in path and not re.match(r"(django|rest_framework)\.", pattern.callback.__module__):
            yield from ((method, path) for method in answered(pattern.callback))


def plain(pattern):
    """A regular expression as a path: `^(?P<pk>[0-9]+)/$` is `{pk}/`."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", r"{\1}", pattern)
    return re.sub(r"^\^|\$$|\\Z$|\\(?=\W)", "", named)


def answered(view):
    """The methods of a view. Of a function, those that it does not refuse before anything else."""
    from django.http import HttpResponseNotAllowed
    from django.test import RequestFactory

    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if actions := getattr(view, "actions", None):
        return {verb.upper() for verb in actions} - ADDED
    if kind:
        return {verb.upper() for verb in VERBS if verb in kind.http_method_names and hasattr(kind, verb)} - ADDED
    verbs = {verb.upper() for verb in VERBS} - ADDED
    allowed = {verb for verb in verbs if not isinstance(tried(view, RequestFactory().generic(verb, "/")), HttpResponseNotAllowed)}
    return {"ANY"} if allowed == verbs else allowed


def tried(view, request):
    from types import SimpleNamespace

    request.user = SimpleNamespace(is_authenticated=True, is_active=True, has_perms=lambda _: True)
    try:
        return view(request)
    except Exception:
        return None


def main(folder, family):
    sys.path.insert(0, folder)
    print(f"# made by: python tests/inventory/list.py {folder} {family}")
    for line in sorted({f"{path} {method}" for method, path in globals()[family]()}):
        print(line)


main(*sys.argv[1:])
