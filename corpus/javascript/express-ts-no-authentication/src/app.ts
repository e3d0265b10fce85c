import argon2 from 'argon2';
import { PrismaClient } from '@prisma/client';
import express, { type Request, type Response } from 'express';
import Stripe from 'stripe';

const prisma = new PrismaClient();
const stripe = new Stripe(process.env.STRIPE_KEY!);
const app = express();

app.get('/healthz', (_req: Request, res: Response) => {
  res.json({ up: true });
});

app.post('/login', express.json(), async (req, res) => {
  const user = await prisma.user.findUnique({ where: { email: req.body.email } });
  if (!user || !(await argon2.verify(user.hash, req.body.password))) {
    return res.status(401).json({ error: 'wrong e-mail or password' });
  }
  res.json({ id: user.id });
});

app.get('/dishes/:id', async (req, res) => {
  res.json(await prisma.dish.findUnique({ where: { id: Number(req.params.id) } }));
});

app.get('/orders/:id', async (req, res) => {
  res.json(await prisma.order.findUnique({ where: { id: Number(req.params.id) } })); // expect: unauthenticated-endpoint
});

app.delete('/orders/:id', async (req, res) => {
  await prisma.order.delete({ where: { id: Number(req.params.id) } }); // expect: unauthenticated-endpoint
  res.sendStatus(204);
});

app.post('/stripe', express.raw({ type: 'application/json' }), async (req, res) => {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature']!, process.env.STRIPE_WEBHOOK_SECRET!);
  } catch {
    return res.status(400).send('bad signature');
  }
  const session = event.data.object as Stripe.Checkout.Session;
  await prisma.order.update({ where: { id: Number(session.client_reference_id) }, data: { paid: true } });
  res.json({ received: true });
});

export { app };
