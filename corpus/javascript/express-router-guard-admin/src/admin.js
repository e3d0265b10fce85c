const { Router } = require('express');
const { Maintenance, Ticket, User } = require('./models');

const router = Router();

router.get('/users', async (req, res) => {
  res.json(await User.findAll());
});

router.delete('/users/:userId', async (req, res) => {
  await User.destroy({ where: { id: req.params.userId } });
  res.status(204).end();
});

router.get('/tickets/:ticketId', async (req, res) => {
  res.json(await Ticket.findByPk(req.params.ticketId));
});

const loose = Router();

// Mounted under /staff with authentication alone: every customer is let in.
loose.post('/admin/maintenance', async (req, res) => {
  await Maintenance.update({ enabled: req.body.enabled }, { where: { id: 1 } }); // expect: missing-function-authorization
  res.status(204).end();
});

loose.post('/admin/users/:userId/block', async (req, res) => {
  await User.update({ blocked: true }, { where: { id: req.params.userId } }); // expect: missing-function-authorization
  res.status(204).end();
});

module.exports = { router, loose };
