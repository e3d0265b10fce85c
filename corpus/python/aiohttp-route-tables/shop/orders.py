from aiohttp import web

from . import store

routes = web.RouteTableDef()


@routes.get("/orders")
async def list_orders(request):
    rows = await store.pool.fetch("SELECT * FROM orders WHERE user_id = $1", request["user_id"])
    return web.json_response([dict(row) for row in rows])


@routes.get("/orders/{order_id}")
async def get_order(request):
    order = await store.find_order(request.match_info["order_id"])
    return web.json_response(dict(order))


@routes.delete(r"/orders/{order_id:\d+}")
async def delete_order(request):
    order = await store.find_own(request.match_info["order_id"])
    if order["user_id"] != request["user_id"]:
        raise web.HTTPForbidden()
    await store.pool.execute("DELETE FROM orders WHERE id = $1", order["id"])
    return web.Response(status=204)
