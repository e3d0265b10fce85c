from aiohttp import web

from . import store


class CartView(web.View):
    async def get(self):
        cart = await store.find_cart(self.request.match_info["cart_id"], self.request["user_id"])
        return web.json_response(dict(cart))

    async def put(self):
        data = await self.request.json()
        cart_id = self.request.match_info["cart_id"]
        await store.pool.execute("UPDATE carts SET note = $1 WHERE id = $2", data["note"], cart_id)  # expect: missing-ownership-check
        return web.Response(status=204)


async def ping(request):
    return web.Response(text="pong")
