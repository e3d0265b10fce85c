import { Prisma, PrismaClient } from '@prisma/client';
import { Router } from 'express';
import { auth } from './auth';

const prisma = new PrismaClient();
export const parcels = Router();
parcels.use(auth);

parcels.get('/:id', async (req, res) => {
  const rows = await prisma.$queryRaw`SELECT * FROM "Parcel" WHERE id = ${Number(req.params.id)}`; // expect: missing-ownership-check
  res.json(rows);
});

parcels.get('/:id/state', async (req, res) => {
  const id = Number(req.params.id);
  const rows = await prisma.$queryRaw`SELECT state FROM "Parcel" WHERE id = ${id} AND "customerId" = ${req.customer.id}`;
  res.json(rows);
});

parcels.delete('/:id', async (req, res) => {
  await prisma.$executeRaw(Prisma.sql`DELETE FROM "Parcel" WHERE id = ${Number(req.params.id)}`); // expect: missing-ownership-check
  res.sendStatus(204);
});

parcels.get('/:id/history', async (req, res) => {
  const rows = await prisma.$queryRawUnsafe('SELECT * FROM "Parcel" WHERE id = $1', Number(req.params.id)); // expect: missing-ownership-check
  res.json(rows);
});
