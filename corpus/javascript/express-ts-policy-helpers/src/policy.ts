import type { Note, User } from '@prisma/client';
import createError from 'http-errors';

export function assertCanRead(user: User, note: Note): void {
  if (note.authorId !== user.id) throw createError(403);
}

export const canWrite = (user: User, note: Note): boolean => user.admin || note.authorId === user.id;

export const isActive = (user: User): boolean => user.id > 0;
