const jwt = require('jsonwebtoken');
const { Settings } = require('./models');

exports.requireUser = (req, res, next) => {
  const token = req.headers.authorization;
  if (!token) return res.sendStatus(401);
  req.user = jwt.verify(token, process.env.SECRET, { algorithms: ['HS256'] });
  next();
};

exports.isSingleUserMode = async (req, res, next) => {
  const many = await Settings.value('multi_user');
  if (many) return res.sendStatus(401);
  next();
};
