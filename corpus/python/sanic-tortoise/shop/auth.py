import jwt
from sanic.exceptions import Unauthorized


async def authenticate(request):
    try:
        claims = jwt.decode(request.headers["Authorization"], "from the environment", algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise Unauthorized("no token")
    request.ctx.user_id = claims["sub"]
