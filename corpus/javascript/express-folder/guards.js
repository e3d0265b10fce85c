const jwt = require('jsonwebtoken');

exports.requireUser = (req, res, next) => {
  const token = req.headers.authorization;
  if (!token) return res.sendStatus(401);
  req.user = jwt.verify(token, process.env.SECRET, { algorithms: ['HS256'] });
  next();
};
