const { Ticket } = require('../models');

module.exports = (router) => {
  router.get('/tickets/:id', async (req, res) => {
    res.json(await Ticket.findOne({ _id: req.params.id, user_id: req.user.id }));
  });

  router.delete('/tickets/:id', async (req, res) => {
    await Ticket.deleteOne({ _id: req.params.id }); // expect: missing-ownership-check
    res.sendStatus(204);
  });
};
