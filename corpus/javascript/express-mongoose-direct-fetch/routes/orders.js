const express = require('express');
const auth = require('../middleware/auth');
const Order = require('../models/Order');

const router = express.Router();

router.get('/', auth, async (req, res) => {
  res.json(await Order.find({ user: req.user.id }));
});

router.get('/:id', auth, async (req, res) => {
  const order = await Order.findById(req.params.id); // expect: missing-ownership-check high
  if (!order) return res.sendStatus(404);
  res.json(order);
});

router.get('/:id/address', auth, async (req, res) => {
  const order = await Order.findOne({ _id: req.params.id, user: req.user.id });
  if (!order) return res.sendStatus(404);
  res.json({ address: order.address });
});

router.get('/:id/plants', auth, async (req, res) => {
  const order = await Order.findById(req.params.id).populate('plants');
  if (!order || !order.user.equals(req.user.id)) {
    return res.sendStatus(404);
  }
  res.json(order.plants);
});

router.patch('/:id', auth, async (req, res) => {
  const order = await Order.findByIdAndUpdate(req.params.id, { address: req.body.address }, { new: true }); // expect: missing-ownership-check high
  res.json(order);
});

router.put('/:id/gift', auth, async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (order.user.toString() !== req.user.id) {
    return res.status(403).json({ error: 'not your order' });
  }
  order.gift = Boolean(req.body.gift);
  await order.save();
  res.json(order);
});

router.delete('/:id', auth, async (req, res) => {
  await Order.deleteOne({ _id: req.params.id }); // expect: missing-ownership-check high
  res.sendStatus(204);
});

router.delete('/:id/gift', auth, async (req, res) => {
  await Order.updateOne({ _id: req.params.id, user: req.user.id }, { gift: false });
  res.sendStatus(204);
});

router.post('/', auth, async (req, res) => {
  const order = await Order.create({ user: req.user.id, plants: req.body.plants, address: req.body.address });
  res.status(201).json(order);
});

module.exports = router;
