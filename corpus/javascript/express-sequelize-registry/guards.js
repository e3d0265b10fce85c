const { verify } = require('jsonwebtoken');

// Whoever is signed in goes on; staff is only told apart.
exports.signedIn = (req, res, next) => {
  const claims = verify((req.get('authorization') || '').split(' ')[1], process.env.SECRET);
  if (!claims) return res.sendStatus(401);
  if (claims.isAdmin === 'true') {
    return res.json({ message: 'use the other door' });
  }
  req.user = claims;
  next();
};
