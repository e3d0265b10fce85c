const jwt = require('jsonwebtoken');

exports.requireUser = (req, res, next) => {
  try {
    req.user = jwt.verify(req.headers['x-token'], process.env.KEY, { algorithms: ['HS256'] });
  } catch (e) {
    return res.sendStatus(401);
  }
  return next();
};
