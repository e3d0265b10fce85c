const mongoose = require('mongoose');

exports.Ticket = mongoose.model('Ticket', new mongoose.Schema({ holder: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, user_id: String, seat: String }));
exports.Venue = mongoose.model('Venue', new mongoose.Schema({ name: String }));
