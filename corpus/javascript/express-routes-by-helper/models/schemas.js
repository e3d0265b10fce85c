const mongoose = require('mongoose');

const boardSchema = new mongoose.Schema({
  slug: String,
  members: [{ type: mongoose.Schema.Types.ObjectId, ref: 'User' }],
});

const noticeSchema = new mongoose.Schema({
  board: { type: mongoose.Schema.Types.ObjectId, ref: 'Board' },
  author: { type: mongoose.Schema.Types.ObjectId, ref: 'User' },
  text: String,
});

exports.Board = mongoose.model('Board', boardSchema);
exports.Notice = mongoose.model('Notice', noticeSchema);
