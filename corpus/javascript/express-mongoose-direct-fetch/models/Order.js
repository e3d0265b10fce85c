const mongoose = require('mongoose');

const orderSchema = new mongoose.Schema(
  {
    user: { type: mongoose.Schema.Types.ObjectId, ref: 'User', required: true },
    plants: [{ type: mongoose.Schema.Types.ObjectId, ref: 'Plant' }],
    address: String,
    gift: Boolean,
  },
  { timestamps: true }
);

module.exports = mongoose.model('Order', orderSchema);
