const answer = (req, res) => res.json({});

module.exports = [
  { method: "get", path: "/carts/:cartId", handler: answer },
  { method: "put", path: "/carts/:cartId/lines/:line", handler: answer },
  { method: "delete", path: "/carts/:cartId", handler: answer },
];
