class UserDAO {
  constructor(db) {
    this.users = db.collection('users');
  }

  byName(name) {
    return this.users.findOne({ name });
  }
}

module.exports = { UserDAO };
