const { verify } = require('jsonwebtoken');

exports.withUser = (req, res, next) => {
  const token = (req.get('authorization') ?? '').split(' ')[1];
  verify(token, process.env.SECRET, { algorithms: ['HS512'] }, (error, payload) => {
    if (error) return res.sendStatus(401);
    req.user = payload;
    next();
  });
};
