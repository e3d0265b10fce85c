const { Router } = require('express');
const { requireScope, requireUser } = require('./guards');
const { Note } = require('./note');

const notes = Router();

async function list(req, res) {
  res.json(await Note.find({ user: req.user.sub }));
}

async function write(req, res) {
  await Note.create({ user: req.user.sub, text: req.body.text });
  res.sendStatus(201);
}

async function report(error, req, res, next) {
  res.status(500).json({ error: 'failed' });
}

// The handler answers, and nobody asks for the scope.
notes.get('/', requireUser, list, requireScope('notes:read')); // expect: guard-not-applied high

notes.post('/', requireUser, requireScope('notes:write'), write);

notes.use(report);

exports.notes = notes;
