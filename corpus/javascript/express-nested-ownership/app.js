const express = require('express');
const { expressjwt } = require('express-jwt');
const comments = require('./comments');

const app = express();

app.use(
  expressjwt({ secret: process.env.KEY, algorithms: ['HS256'], requestProperty: 'user' })
);
app.use('/comments', comments);

module.exports = app;
