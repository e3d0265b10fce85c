import { Router } from 'express';
import { db } from './db';
import { authenticate, ownDraft } from './guards';

export const draftRouter = Router();
draftRouter.use(authenticate);

draftRouter.get('/:draftId', ownDraft, (_req, res) => {
  res.json(res.locals.draft);
});

draftRouter.put('/:draftId', ownDraft, async (req, res) => {
  await db.draft.update({ where: { id: req.params.draftId }, data: { text: req.body.text } });
  res.sendStatus(204);
});

draftRouter.delete('/:draftId', async (req, res) => {
  await db.draft.delete({ where: { id: req.params.draftId } }); // expect: missing-ownership-check high
  res.sendStatus(204);
});
