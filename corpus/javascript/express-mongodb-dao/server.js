const express = require('express');
const { MongoClient } = require('mongodb');
const session = require('express-session');
const routes = require('./app/routes');

MongoClient.connect(process.env.MONGODB_URI).then((client) => {
  const db = client.db('savings');
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.use(session({ secret: process.env.COOKIE_SECRET, resave: false, saveUninitialized: false }));
  routes(app, db);
  app.listen(4000);
});
