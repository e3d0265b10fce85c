const express = require('express');
const { visit } = require('@acme/portal');
const { requireUser } = require('./user');
const { Claim } = require('./claim');

const app = express();

// What `visit` asks cannot be seen from here.
app.get('/claims/:id', requireUser, async (req, res) => {
  await visit(req.user.id, req.params.id);
  const claim = await Claim.findById(req.params.id); // expect: missing-ownership-check medium
  res.json(claim);
});

app.get('/claims/:id/photos', requireUser, async (req, res) => {
  const claim = await Claim.findById(req.params.id); // expect: missing-ownership-check high
  res.json(claim.photos);
});

app.get('/claims/:id/state', requireUser, async (req, res) => {
  const claim = await Claim.findOne({ _id: req.params.id, customerId: req.user.id });
  res.json(claim ? claim.state : null);
});

module.exports = app;
