import type { RequestHandler } from 'express';
import { prisma } from './prisma';

declare global {
  namespace Express {
    interface Request {
      account?: { id: number; email: string };
    }
  }
}

export const authenticated: RequestHandler = async (req, res, next) => {
  const id = req.session?.accountId;
  const account = id ? await prisma.account.findUnique({ where: { id } }) : null;
  if (!account) {
    res.status(401).json({ message: 'sign in' });
    return;
  }
  req.account = account;
  next();
};
