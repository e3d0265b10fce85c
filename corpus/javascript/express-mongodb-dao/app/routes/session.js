const bcrypt = require('bcrypt');
const { UserDAO } = require('../data/user-dao');

function SessionHandler(db) {
  const users = new UserDAO(db);

  this.isLoggedIn = (req, res, next) => {
    if (req.session.userId) return next();
    return res.redirect('/login');
  };

  this.login = async (req, res) => {
    const user = await users.byName(req.body.name);
    if (!user || !bcrypt.compareSync(req.body.password, user.password)) {
      return res.status(401).send('try again');
    }
    req.session.userId = user._id.toString();
    return res.redirect('/');
  };
}

module.exports = SessionHandler;
