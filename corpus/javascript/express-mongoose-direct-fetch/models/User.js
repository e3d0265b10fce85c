const { Schema, model } = require('mongoose');

const userSchema = new Schema({
  email: { type: String, unique: true },
  passwordHash: String,
});

module.exports = model('User', userSchema);
