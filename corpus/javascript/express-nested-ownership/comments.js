const { Router } = require('express');
const { Comment, Post } = require('./models');

const router = Router({ mergeParams: true });

router.delete('/:commentId', async (req, res) => {
  await Comment.findByIdAndDelete(req.params.commentId); // expect: missing-ownership-check
  res.sendStatus(204);
});

router.post('/:commentId/pin', async (req, res) => {
  const comment = await Comment.findById(req.params.commentId).populate('post');
  if (!comment.post.author.equals(req.user.id)) {
    return res.sendStatus(403);
  }
  comment.pinned = true;
  await comment.save();
  res.json(comment);
});

router.get('/:commentId', async (req, res) => {
  const comment = await Comment.findById(req.params.commentId);
  const post = await Post.findOne({ _id: comment.post, author: req.user.id });
  if (!post) return res.sendStatus(404);
  res.json(comment);
});

module.exports = router;
