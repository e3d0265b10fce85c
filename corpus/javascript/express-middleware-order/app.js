import express from 'express';
import { authenticate } from './authenticate.js';
import { Reminder } from './reminder.js';
import { calendar } from './calendar.js';

const app = express();
app.use(express.json());

// Registered before the guard, so the guard never sees it.
app.get('/reminders/:id', async (req, res) => { // expect: guard-not-applied
  res.json(await Reminder.findById(req.params.id));
});

app.use(authenticate);

app.delete('/reminders/:id', async (req, res) => {
  await Reminder.deleteOne({ _id: req.params.id, owner: req.user._id });
  res.sendStatus(204);
});

app.put('/reminders/:id', async (req, res) => {
  await Reminder.updateOne({ _id: req.params.id }, { text: req.body.text }); // expect: missing-ownership-check high
  res.sendStatus(204);
});

app.use('/calendar', calendar);

export default app;
