const express = require('express');
const { requireUser, requireOwner } = require('./guards');
const { User } = require('./user');

const app = express();
app.use(express.json());
app.use(requireUser);

// Whoever may choose their own role has every role.
app.put('/me', async (req, res) => {
  await User.updateOne({ _id: req.user.id }, { name: req.body.name, role: req.body.role }); // expect: missing-function-authorization high
  res.sendStatus(204);
});

app.put('/me/name', async (req, res) => {
  await User.updateOne({ _id: req.user.id }, { name: req.body.name });
  res.sendStatus(204);
});

// A fixed role is no choice.
app.post('/me/retire', async (req, res) => {
  await User.updateOne({ _id: req.user.id }, { role: 'guest' });
  res.sendStatus(204);
});

app.put('/users/:id/role', requireOwner, async (req, res) => {
  await User.updateOne({ _id: req.params.id }, { role: req.body.role });
  res.sendStatus(204);
});

module.exports = app;
