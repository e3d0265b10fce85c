// What only a single-user installation answers is its user's; settings that pages show are nobody's.
const express = require('express');
const { isSingleUserMode, requireUser } = require('./guards');
const { Job, Settings } = require('./models');

const app = express();

app.get('/title', async (req, res) => {
  const title = await Settings.value('title');
  res.json({ title });
});

app.delete('/jobs/:id', requireUser, isSingleUserMode, async (req, res) => {
  await Job.deleteOne({ _id: req.params.id });
  res.sendStatus(204);
});

app.delete('/team/jobs/:id', requireUser, async (req, res) => {
  await Job.deleteOne({ _id: req.params.id }); // expect: missing-ownership-check
  res.sendStatus(204);
});

app.put('/admin/title', requireUser, async (req, res) => {
  if (req.user.role !== 'admin') return res.sendStatus(403);
  await Settings.set('title', req.body.title);
  res.sendStatus(204);
});

module.exports = app;
