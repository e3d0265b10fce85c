const mongoose = require('mongoose');

const AlbumSchema = mongoose.Schema({
  ownerId: { type: mongoose.ObjectId, ref: 'User' },
  editors: [{ type: mongoose.ObjectId, ref: 'User' }],
  title: String,
  private: { type: Boolean, default: true },
});

exports.Album = mongoose.model('Album', AlbumSchema);
