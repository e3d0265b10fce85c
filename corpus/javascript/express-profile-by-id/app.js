const express = require('express');
const passport = require('passport');
const BearerStrategy = require('passport-http-bearer').Strategy;
const profile = require('./controllers/profile');
const User = require('./models/user');

passport.use(new BearerStrategy((token, done) => {
  User.findOne({ token }).then((user) => done(null, user || false), done);
}));

const app = express();
app.use(express.json());
app.use(passport.authenticate('bearer', { session: false }));

app.patch('/users/:userId', profile.update);
app.delete('/users/:userId', profile.remove);
app.patch('/me', profile.rename);

module.exports = app;
