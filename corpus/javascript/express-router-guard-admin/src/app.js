const express = require('express');
const { authenticate, authorize } = require('./auth');
const admin = require('./admin');
const tickets = require('./tickets');

const app = express();
app.use(express.json());
app.use('/admin', authenticate, authorize('admin'), admin.router);
app.use('/staff', authenticate, admin.loose);
app.use('/tickets', tickets);

module.exports = app;
