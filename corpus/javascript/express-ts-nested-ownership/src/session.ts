import type { Request } from 'express';
import createHttpError from 'http-errors';
import { jwtVerify } from 'jose';
import { prisma } from './prisma';

const key = new TextEncoder().encode(process.env.SESSION_KEY);

export async function currentUser(req: Request) {
  const { payload } = await jwtVerify(req.cookies.session, key, { algorithms: ['HS256'] });
  const user = await prisma.user.findUnique({ where: { id: Number(payload.sub) } });
  if (!user) {
    throw createHttpError(401);
  }
  return user;
}
