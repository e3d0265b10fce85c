import { Router } from 'express';
import { prisma } from '../lib/prisma';

export const currencies = Router();

currencies.get('/:code', async (req, res) => {
  const currency = await prisma.currency.findUnique({ where: { code: req.params.code } });
  currency ? res.json(currency) : res.sendStatus(404);
});
