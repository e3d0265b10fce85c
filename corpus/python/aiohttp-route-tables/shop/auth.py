import jwt
from aiohttp import web

SECRET = "from the environment"


@web.middleware
async def authenticate(request, handler):
    try:
        claims = jwt.decode(request.headers["Authorization"], SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise web.HTTPUnauthorized()
    request["user_id"] = claims["sub"]
    return await handler(request)
