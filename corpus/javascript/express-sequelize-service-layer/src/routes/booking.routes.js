const { Router } = require('express');
const controller = require('../controllers/booking.controller');

const router = Router();

router.get('/:bookingId', controller.show);
router.get('/:bookingId/notes', controller.notes);
router.put('/:bookingId/time', controller.move);
router.delete('/:bookingId', controller.cancel);

module.exports = router;
