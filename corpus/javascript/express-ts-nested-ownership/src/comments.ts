import { Router } from 'express';
import { prisma } from './prisma';
import { currentUser } from './session';

const router = Router();

router.delete('/comments/:id', async (req, res) => {
  const user = await currentUser(req);
  await prisma.comment.delete({ where: { id: Number(req.params.id) } }); // expect: missing-ownership-check
  res.json({ by: user.id });
});

router.delete('/posts/:postId/comments/:id', async (req, res) => {
  const user = await currentUser(req);
  await prisma.comment.deleteMany({ where: { id: Number(req.params.id), post: { authorId: user.id } } });
  res.sendStatus(204);
});

router.put('/comments/:id', async (req, res) => {
  const user = await currentUser(req);
  const comment = await prisma.comment.findUnique({
    where: { id: Number(req.params.id) },
    include: { post: true },
  });
  if (comment?.post.authorId !== user.id) {
    return res.sendStatus(404);
  }
  await prisma.comment.update({ where: { id: comment.id }, data: { text: req.body.text } });
  res.sendStatus(204);
});

router.post('/posts/:postId/comments/pinned', async (req, res) => {
  const user = await currentUser(req);
  await prisma.comment.create({ data: { postId: Number(req.params.postId), text: req.body.text } }); // expect: missing-ownership-check
  res.json({ by: user.id });
});

router.post('/posts/:postId/comments', async (req, res) => {
  const user = await currentUser(req);
  const post = await prisma.post.findFirstOrThrow({ where: { id: Number(req.params.postId), authorId: user.id } });
  await prisma.comment.create({ data: { postId: post.id, text: req.body.text } });
  res.sendStatus(201);
});

// The caller's own row finds the post along with it.
router.patch('/posts/:postId/comments', async (req, res) => {
  const user = await currentUser(req);
  const postId = Number(req.params.postId);
  const own = await prisma.user.findUnique({
    where: { id: user.id },
    include: { posts: { where: { id: postId } } },
  });
  if (!own || own.posts.length === 0) {
    return res.sendStatus(404);
  }
  await prisma.comment.updateMany({ where: { postId }, data: { text: '' } });
  res.sendStatus(204);
});

// What the caller has there is found along with anybody's post, and never asked for.
router.get('/posts/:postId', async (req, res) => {
  const user = await currentUser(req);
  const post = await prisma.post.findUnique({ // expect: missing-ownership-check
    where: { id: Number(req.params.postId) },
    include: { comments: { where: { post: { authorId: user.id } } } },
  });
  res.json(post);
});

async function rewrite(change: { commentId: number; text: string; by: number }) {
  await prisma.comment.update({ where: { id: change.commentId }, data: { text: change.text } });
}

// What is spread keeps its fields: the comment that is checked is the one that is changed.
router.put('/comments', async (req, res) => {
  const user = await currentUser(req);
  const comment = await prisma.comment.findUnique({ where: { id: req.body.commentId }, include: { post: true } });
  if (comment?.post.authorId !== user.id) {
    return res.sendStatus(404);
  }
  await rewrite({ ...req.body, by: user.id });
  res.sendStatus(204);
});

export default router;
