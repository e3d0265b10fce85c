const mongoose = require('mongoose');

const recipe = new mongoose.Schema({
  ownerId: { type: mongoose.Schema.Types.ObjectId, ref: 'User' },
  text: String,
});

module.exports.Recipe = mongoose.model('Recipe', recipe);
