const User = require('../models/user');

exports.update = async (req, res) => {
  const user = await User.findByIdAndUpdate(req.params.userId, { phone: req.body.phone }, { new: true }); // expect: missing-ownership-check
  res.json({ phone: user.phone });
};

exports.remove = async (req, res) => {
  if (req.params.userId !== req.user.id) {
    return res.status(403).json({ error: 'not you' });
  }
  await User.findByIdAndDelete(req.params.userId);
  res.status(204).end();
};

exports.rename = async (req, res) => {
  await User.findByIdAndUpdate(req.user.id, { name: req.body.name });
  res.status(204).end();
};
