// Routes are registered by helpers that take what they are given apart, by tables, and by the names of methods.
const express = require('express');
const { requireUser } = require('./lib/guards');
const routes = require('./routes');

const app = express();
app.use(express.json());
const router = express.Router();
router.use(requireUser);
routes.install({ router });
app.use('/v1', router);

module.exports = app;
