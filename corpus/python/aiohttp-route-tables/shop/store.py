pool = None


async def find_order(order_id):
    return await pool.fetchrow("SELECT * FROM orders WHERE id = $1", order_id)  # expect: missing-ownership-check


async def find_own(order_id):
    return await pool.fetchrow("SELECT * FROM orders WHERE id = $1", order_id)


async def find_cart(cart_id, user_id):
    return await pool.fetchrow("SELECT * FROM carts WHERE id = $1 AND user_id = $2", cart_id, user_id)
