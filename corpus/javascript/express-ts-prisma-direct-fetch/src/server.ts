import express from 'express';
import { currencies } from '@/routes/currencies';
import invoices from '@/routes/invoices';

export function createServer() {
  const app = express();
  app.use(express.json());
  app.use('/api/currencies', currencies);
  app.use('/api/invoices', invoices);
  return app;
}

createServer().listen(Number(process.env.PORT ?? 3000));
