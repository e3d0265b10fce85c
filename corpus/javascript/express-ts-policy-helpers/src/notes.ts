import { PrismaClient } from '@prisma/client';
import { Router, type Request, type Response } from 'express';
import createError from 'http-errors';
import { assertCanRead, canWrite, isActive } from './policy';

const prisma = new PrismaClient();
export const notes = Router();

const load = (req: Request) => prisma.note.findUniqueOrThrow({ where: { id: +req.params.id } });

notes.get('/:id', async (req: Request, res: Response) => {
  const note = await load(req);
  assertCanRead(req.user!, note);
  res.json(note);
});

notes.put('/:id', async (req: Request, res: Response) => {
  const note = await load(req);
  if (!canWrite(req.user!, note)) throw createError(403);
  await prisma.note.update({ where: { id: note.id }, data: { text: req.body.text } });
  res.sendStatus(204);
});

notes.get('/:id/text', async (req: Request, res: Response) => {
  const note = await prisma.note.findUniqueOrThrow({ where: { id: +req.params.id } }); // expect: missing-ownership-check high
  if (!isActive(req.user!)) throw createError(403);
  res.send(note.text);
});

notes.delete('/:id', async (req: Request, res: Response) => {
  const id = +req.params.id;
  await prisma.note.delete({ where: { id } }); // expect: missing-ownership-check high
  res.sendStatus(204);
});
