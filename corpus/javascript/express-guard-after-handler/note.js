const mongoose = require('mongoose');

exports.Note = mongoose.model('Note', new mongoose.Schema({
  user: { type: mongoose.Schema.Types.ObjectId, ref: 'User' },
  text: String,
}));
