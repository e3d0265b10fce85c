"""Prints the endpoints of an application here, as its framework tells them.

    python3 -m venv venv && venv/bin/pip install flask flask-restful flask-restx fastapi fastapi-utils ...
    venv/bin/python tests/inventory/list.py flask > tests/inventory/flask/endpoints.txt

What the framework adds by itself is left out: answers to HEAD and OPTIONS, files, descriptions of the interface.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.dont_write_bytecode = True
ADDED = {"HEAD", "OPTIONS"}


def werkzeug(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        view = getattr(view, "view_class", view)
        if not re.match(r"(flask|quart|werkzeug)", view.__module__):
            path = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule)
            for method in rule.methods - ADDED or rule.methods:
                yield method, path


def flask():
    from shop import create_app

    return werkzeug(create_app())


def fastapi():
    from shop.main import app

    return openapi(app, "")


def openapi(app, prefix):
    from starlette.routing import Mount

    for path, operations in app.openapi()["paths"].items():
        for method in operations:
            yield method.upper(), prefix + path
    for route in app.routes:
        if isinstance(route, Mount) and hasattr(route.app, "openapi"):
            yield from openapi(route.app, prefix + route.path)


def main(family):
    sys.path.insert(0, str(HERE / family))
    print(f"# made by: python tests/inventory/list.py {family}")
    for line in sorted({f"{path} {method}" for method, path in globals()[family]()}):
        print(line)


main(sys.argv[1])
