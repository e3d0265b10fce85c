import { Role } from '@prisma/client';
import { Router } from 'express';
import { db } from './db';
import { authenticate, requireRole } from './guards';

export const adminRouter = Router();
adminRouter.use(authenticate);

// Above the role guard: whoever is signed in gets in.
adminRouter.put('/banner', async (req, res) => {
  await db.banner.update({ where: { id: 1 }, data: { text: req.body.text } }); // expect: missing-function-authorization
  res.sendStatus(204);
});

adminRouter.use(requireRole(Role.ADMIN));

adminRouter.get('/users', async (_req, res) => {
  res.json(await db.user.findMany());
});

adminRouter.post('/users/:id/suspend', async (req, res) => {
  res.json(await db.user.update({ where: { id: req.params.id }, data: { suspended: true } }));
});
