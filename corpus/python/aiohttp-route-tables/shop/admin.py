from aiohttp import web

from . import store


async def wipe(request):
    await store.pool.execute("DELETE FROM orders WHERE user_id = $1", request.match_info["user_id"])  # expect: missing-function-authorization
    return web.Response(status=204)


def make_admin():
    admin = web.Application()
    admin.router.add_delete("/users/{user_id}/orders", wipe)
    users = admin.router.add_resource("/users")
    users.add_route("GET", count)
    return admin


async def count(request):
    return web.json_response({"mode": "admin"})
