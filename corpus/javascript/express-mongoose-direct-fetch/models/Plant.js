const { Schema, model } = require('mongoose');

module.exports = model('Plant', new Schema({ name: String, price: Number }));
