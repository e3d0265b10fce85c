from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, Router

from .orders import routes


async def health(request):
    return PlainTextResponse("ok")


internal = Router([Route("/health", health)])
app = Starlette(routes=[Mount("/api", routes=routes), Mount("/internal", internal)])
app.add_route("/ping", health, methods=["GET"])
