import type { NextFunction, Request, Response } from 'express';
import { verifyIdToken } from './tokens';

export async function auth(req: Request, res: Response, next: NextFunction) {
  try {
    req.customer = { id: await verifyIdToken(req.headers.authorization) };
  } catch {
    return res.status(401).end();
  }
  next();
}
