const express = require("express");
const admin = require("./routes/admin");
const { addOrders } = require("./routes/orders");
const table = require("./routes/table");

const app = express();
app.use(express.json());

app.get("/", (req, res) => res.send("shop"));
app.get(["/health", "/ready"], (req, res) => res.send("ok"));

const api = express.Router({ mergeParams: true });
app.use("/api", api);
api.use("/admin", admin());
addOrders(api, "/orders");

for (const { method, path, handler } of table) {
  api[method](path, handler);
}

const versions = ["v1", "v2"];
versions.forEach((version) => app.use(`/${version}/products`, require("./routes/products")));

module.exports = app;
