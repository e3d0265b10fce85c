const mongoose = require('mongoose');

const claimSchema = new mongoose.Schema({
  customerId: { type: mongoose.Schema.Types.ObjectId, ref: 'Customer' },
  photos: [String],
  state: String,
});

exports.Claim = mongoose.model('Claim', claimSchema);
