const jwt = require('jsonwebtoken');

exports.requireUser = (req, res, next) => {
  try {
    req.user = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });
  } catch {
    return res.sendStatus(401);
  }
  next();
};

exports.requireScope = (scope) => (req, res, next) => {
  if (!req.user.permissions.includes(scope)) {
    return res.sendStatus(403);
  }
  next();
};
