import { Role, type User } from '@prisma/client';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { db } from './db';

export const authenticate: RequestHandler = async (req, res, next) => {
  const user = await db.user.findUnique({ where: { id: req.signedCookies.uid } });
  if (!user) return void res.sendStatus(401);
  res.locals.user = user;
  next();
};

export function requireRole(...allowed: Role[]): RequestHandler {
  return (_req: Request, res: Response, next: NextFunction) => {
    const user = res.locals.user as User;
    if (!allowed.includes(user.role)) {
      return void res.status(403).json({ error: 'insufficient role' });
    }
    next();
  };
}

// Loads the draft of the path and leaves unless it is the caller's.
export const ownDraft: RequestHandler = async (req, res, next) => {
  const draft = await db.draft.findUnique({ where: { id: req.params.draftId } });
  if (!draft || draft.ownerId !== res.locals.user.id) {
    return void res.sendStatus(404);
  }
  res.locals.draft = draft;
  next();
};
