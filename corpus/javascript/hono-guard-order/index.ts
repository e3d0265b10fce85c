import { Hono } from 'hono';
import { jwt } from 'hono/jwt';
import { db } from './db';

const app = new Hono();

// Below the guard's own path, and registered before it.
app.get('/vault/summary', async (c) => { // expect: guard-not-applied
  return c.json(await db.deposit.findMany());
});

app.get('/rates', async (c) => c.json(await db.rate.findMany()));

app.use('/vault/*', jwt({ secret: process.env.VAULT_KEY!, alg: 'HS256' }));

app.get('/vault/deposits/:id', async (c) => {
  const holder = c.get('jwtPayload').sub;
  return c.json(await db.deposit.findFirst({ where: { id: c.req.param('id'), ownerId: holder } }));
});

export default app;
