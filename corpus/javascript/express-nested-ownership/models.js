const { Schema, model } = require('mongoose');

const User = model('User', new Schema({ name: String }));

const Post = model('Post', new Schema({
  author: { type: Schema.Types.ObjectId, ref: 'User', required: true },
  text: String,
}));

const Comment = model('Comment', new Schema({
  post: { type: Schema.Types.ObjectId, ref: 'Post', required: true },
  text: String,
  pinned: Boolean,
}));

module.exports = { User, Post, Comment };
