const jwt = require('jsonwebtoken');

module.exports = function auth(req, res, next) {
  const header = req.headers.authorization || '';
  try {
    const claims = jwt.verify(header.replace('Bearer ', ''), process.env.JWT_SECRET, { algorithms: ['HS256'] });
    req.user = { id: claims.sub };
  } catch (error) {
    return res.status(401).json({ error: 'please log in' });
  }
  next();
};
