import { Router, type Response } from 'express';
import { prisma } from '@/lib/prisma';
import { requireAuth, type AuthedRequest } from '@/middleware/requireAuth';

const router = Router();

router.get('/:invoiceId', requireAuth, async (req: AuthedRequest, res: Response) => {
  const invoice = await prisma.invoice.findUnique({ where: { id: req.params.invoiceId } }); // expect: missing-ownership-check high
  if (!invoice) return res.status(404).json({ error: 'not found' });
  res.json(invoice);
});

router.get('/:invoiceId/total', requireAuth, async (req: AuthedRequest, res: Response) => {
  const invoice = await prisma.invoice.findFirst({
    where: { id: req.params.invoiceId, userId: req.userId },
    select: { total: true },
  });
  if (!invoice) return res.status(404).json({ error: 'not found' });
  res.json(invoice);
});

router.get('/:invoiceId/comment', requireAuth, async (req: AuthedRequest, res: Response) => {
  const invoice = await prisma.invoice.findUniqueOrThrow({ where: { id: req.params.invoiceId } });
  if (invoice.userId !== req.userId) {
    return res.status(403).json({ error: 'forbidden' });
  }
  res.json({ comment: invoice.comment });
});

router.put('/:invoiceId', requireAuth, async (req: AuthedRequest, res: Response) => {
  const { comment } = req.body as { comment: string };
  const invoice = await prisma.invoice.update({ // expect: missing-ownership-check high
    where: { id: req.params.invoiceId },
    data: { comment },
  });
  res.json(invoice);
});

router.put('/:invoiceId/comment', requireAuth, async (req: AuthedRequest, res: Response) => {
  const { count } = await prisma.invoice.updateMany({
    where: { id: req.params.invoiceId, userId: req.userId },
    data: { comment: req.body.comment },
  });
  res.status(count ? 204 : 404).end();
});

router.delete('/:invoiceId', requireAuth, async (req: AuthedRequest, res: Response) => {
  const { invoiceId: id } = req.params;
  await prisma.invoice.delete({ where: { id } }); // expect: missing-ownership-check high
  res.status(204).end();
});

router.post('/', requireAuth, async (req: AuthedRequest, res: Response) => {
  const invoice = await prisma.invoice.create({ data: { total: Number(req.body.total), userId: req.userId! } });
  res.status(201).json(invoice);
});

export default router;
