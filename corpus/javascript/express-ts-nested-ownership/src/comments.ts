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

export default router;
