const mongoose = require('mongoose');

const tripSchema = new mongoose.Schema({ owner: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, title: String });
const placeSchema = new mongoose.Schema({ name: String });
const noteSchema = new mongoose.Schema({ author: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, text: String });

exports.Trip = mongoose.model('Trip', tripSchema);
exports.Place = mongoose.model('Place', placeSchema);
exports.Note = mongoose.model('Note', noteSchema);
