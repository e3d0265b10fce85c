const crypto = require('crypto');
const express = require('express');
const bcrypt = require('bcryptjs');
const { Diary, Quote, User } = require('./models');

const app = express();
app.use(express.json({ verify: (req, res, buffer) => { req.rawBody = buffer; } }));

app.get('/ready', (req, res) => res.send('ready'));

app.post('/signup', async (req, res) => {
  await User.create({ email: req.body.email, password: await bcrypt.hash(req.body.password, 10) });
  res.sendStatus(201);
});

app.post('/signin', async (req, res) => {
  const user = await User.findOne({ where: { email: req.body.email } });
  const right = user && (await bcrypt.compare(req.body.password, user.password));
  if (!right) return res.status(401).json({ message: 'wrong e-mail or password' });
  res.json({ id: user.id });
});

app.get('/diaries/:id', async (req, res) => {
  res.json(await Diary.findByPk(req.params.id)); // expect: unauthenticated-endpoint
});

app.put('/diaries/:id', async (req, res) => {
  await Diary.update({ text: req.body.text }, { where: { id: req.params.id } }); // expect: unauthenticated-endpoint
  res.sendStatus(204);
});

app.get('/quotes/:id', async (req, res) => {
  res.json(await Quote.findByPk(req.params.id));
});

function verifySignature(req, res, next) {
  const digest = crypto.createHmac('sha256', process.env.WEBHOOK_SECRET).update(req.rawBody).digest('hex');
  const given = req.get('X-Signature') || '';
  if (given.length !== digest.length || !crypto.timingSafeEqual(Buffer.from(given), Buffer.from(digest))) {
    return res.sendStatus(401);
  }
  next();
}

app.post('/webhooks/mail', verifySignature, async (req, res) => {
  await Diary.create({ userId: req.body.recipient, text: req.body.text });
  res.sendStatus(202);
});

app.listen(3000);
