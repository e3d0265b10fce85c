import mongoose from 'mongoose';

const schema = new mongoose.Schema({
  owner: { type: mongoose.Types.ObjectId, ref: 'User' },
  text: String,
});

export const Reminder = mongoose.model('Reminder', schema);
