const jwt = require('jsonwebtoken');

function authenticate(req, res, next) {
  try {
    req.user = jwt.verify(req.cookies.token, process.env.PUBLIC_KEY, { algorithms: ['RS256'] });
    return next();
  } catch {
    return res.status(401).end();
  }
}

const authorize = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) {
    return res.status(403).end();
  }
  next();
};

module.exports = { authenticate, authorize };
