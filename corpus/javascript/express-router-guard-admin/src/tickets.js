const express = require('express');
const { authenticate } = require('./auth');
const { Ticket } = require('./models');

const router = express.Router();
router.use(authenticate);

router.get('/:ticketId', async (req, res) => {
  const ticket = await Ticket.findByPk(req.params.ticketId); // expect: missing-ownership-check high
  res.json(ticket);
});

router.get('/:ticketId/subject', async (req, res) => {
  const ticket = await Ticket.findOne({ where: { id: req.params.ticketId, userId: req.user.sub } });
  if (!ticket) return res.status(404).end();
  res.json(ticket.subject);
});

router
  .route('/:ticketId/draft')
  .get(async (req, res) => {
    const ticket = await Ticket.findByPk(req.params.ticketId);
    if (ticket === null || ticket.userId !== req.user.sub) return res.status(404).end();
    res.json(ticket);
  })
  .delete(async (req, res) => {
    await Ticket.destroy({ where: { id: req.params.ticketId } }); // expect: missing-ownership-check high
    res.status(204).end();
  });

module.exports = router;
