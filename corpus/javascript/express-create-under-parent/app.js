const express = require('express');
const { expressjwt: jwt } = require('express-jwt');
const routes = require('./routes');

const app = express();
app.use(express.json());
app.use(jwt({ secret: process.env.JWT_SECRET, algorithms: ['HS256'] }));
app.use(routes);

app.listen(8080);
