const service = require('../services/booking.service');

async function show(req, res, next) {
  try {
    res.json(await service.show(req.params.bookingId));
  } catch (error) {
    next(error);
  }
}

async function notes(req, res) {
  const text = await service.notes(req.params.bookingId, req.session.memberId);
  if (text === null) return res.sendStatus(404);
  res.send(text);
}

async function move(req, res) {
  await service.move(req.params.bookingId, req.session.memberId, req.body.startsAt);
  res.sendStatus(204);
}

async function cancel(req, res) {
  const { bookingId } = req.params;
  const removed = await service.cancel(bookingId, req.session.memberId);
  res.sendStatus(removed ? 204 : 404);
}

module.exports = { show, notes, move, cancel };
