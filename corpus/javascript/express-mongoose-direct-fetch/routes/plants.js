const router = require('express').Router();
const Plant = require('../models/Plant');

router.get('/', async (req, res) => {
  res.json(await Plant.find());
});

router.get('/:id', async (req, res) => {
  const plant = await Plant.findById(req.params.id);
  if (!plant) return res.sendStatus(404);
  res.json(plant);
});

module.exports = router;
