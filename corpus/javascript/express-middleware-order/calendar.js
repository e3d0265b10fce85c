import { Router } from 'express';
import { Reminder } from './reminder.js';

export const calendar = Router();

calendar.get('/:id', async (req, res) => {
  const reminder = await Reminder.findOne({ _id: req.params.id, owner: req.user._id });
  reminder ? res.json(reminder) : res.sendStatus(404);
});
