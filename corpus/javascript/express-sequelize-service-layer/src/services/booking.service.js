const bookings = require('../repositories/booking.repository');

exports.show = async (id) => {
  const booking = await bookings.findById(id);
  if (!booking) {
    throw new Error('no such booking');
  }
  return booking;
};

exports.notes = async (id, memberId) => {
  const booking = await bookings.findForMember(id, memberId);
  return booking ? booking.notes : null;
};

// `memberId` is taken and forgotten.
exports.move = async (id, memberId, startsAt) => {
  await bookings.move(id, startsAt);
};

exports.cancel = (id, memberId) => bookings.remove(id, memberId);
