const Notices = require('../models/notices');

exports.board = async function board(req, res) {
  res.json(res.locals.board);
};

exports.remove = async function remove(req, res) {
  await Notices.remove(req.params.id);
  res.sendStatus(204);
};

exports.raw = async function raw(req, res) {
  res.json(await Notices.get(req.params.id));
};

exports.read = async function read(req, res) {
  res.json(await Notices.getWithin(res.locals.board, req.params.id));
};

// A cache is no router, though its methods have their names.
exports.forget = function forget(cache, from, to) {
  cache.delete(from, to);
  cache.get('from', () => to);
};
