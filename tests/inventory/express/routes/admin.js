const express = require("express");

module.exports = () => {
  const router = express.Router();
  const users = express.Router();
  users
    .route("/:userId")
    .get((req, res) => res.json({}))
    .delete((req, res) => res.sendStatus(204));
  users.get("/", (req, res) => res.json([]));
  router.use("/users", (req, res, next) => next(), users);
  return router;
};
