module.exports = (req, res, next) => {
  if (!req.session.memberId) {
    res.status(401).send('log in first');
    return;
  }
  next();
};
