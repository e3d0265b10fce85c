const jwt = require('jsonwebtoken');
const Notices = require('../models/notices');

exports.requireUser = function (req, res, next) {
  const token = (req.headers.authorization || '').split(' ')[1];
  if (!token) return res.sendStatus(401);
  req.user = jwt.verify(token, process.env.SECRET, { algorithms: ['HS256'] });
  next();
};

// Staff find every board, members their own: what comes after knows a board, not a role.
exports.loadBoard = async function (req, res, next) {
  const board = await Notices.boardFor(req.user, req.params.board);
  if (!board) return res.status(404).json({ error: 'no such board' });
  res.locals.board = board;
  next();
};
