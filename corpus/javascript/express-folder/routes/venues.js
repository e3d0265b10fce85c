const { Venue } = require('../models');

module.exports = (router) => {
  router.get('/venues/:id', async (req, res) => res.json(await Venue.findById(req.params.id)));
};
