const jwt = require('jsonwebtoken');
const { User } = require('./user');

exports.requireUser = async (req, res, next) => {
  const claims = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });
  req.user = await User.findById(claims.sub);
  if (!req.user) {
    return res.sendStatus(401);
  }
  next();
};

exports.requireOwner = (req, res, next) => {
  if (req.user.role !== 'owner') {
    return res.sendStatus(403);
  }
  next();
};
