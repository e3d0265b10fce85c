// Every module of a folder is given the router.
const express = require('express');
const fs = require('fs');
const path = require('path');
const { requireUser } = require('./guards');

const app = express();
const router = express.Router();
router.use(requireUser);

fs.readdirSync(path.join(__dirname, 'routes'))
  .filter((file) => file.endsWith('.js'))
  .forEach((file) => {
    require(path.join(__dirname, 'routes', file))(router);
  });

app.use('/api', router);
module.exports = app;
