const { Booking } = require('../models');

class BookingRepository {
  findById(id) {
    return Booking.findByPk(id); // expect: missing-ownership-check high
  }

  findForMember(id, memberId) {
    return Booking.findOne({ where: { id, memberId } });
  }

  async move(id, startsAt) {
    await Booking.update({ startsAt }, { where: { id } }); // expect: missing-ownership-check high
  }

  async remove(id, memberId) {
    return Booking.destroy({ where: { id, memberId } });
  }
}

module.exports = new BookingRepository();
