const { Orders } = require("../controllers/orders");

exports.addOrders = (router, base) => {
  const orders = new Orders();
  router.get(base, orders.list);
  router.post(base, orders.create);
  router.get(`${base}/:id(\\d+)`, orders.show);
  router.patch(base + "/:id/status", orders.setStatus.bind(orders));
};
