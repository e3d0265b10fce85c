const Boom = require('@hapi/boom');
const { Trip } = require('./models');

exports.read = async (request, h) => {
  return Trip.findById(request.params.id); // expect: missing-ownership-check
};

exports.mine = async (request, h) => {
  const trip = await Trip.findById(request.params.id);
  if (String(trip.owner) !== request.auth.credentials.id) throw Boom.forbidden();
  return trip;
};

exports.update = async (request, h) => {
  return Trip.updateOne({ _id: request.params.id }, { title: request.payload.title });
};

exports.remove = async (request, h) => {
  return Trip.deleteOne({ _id: request.params.id });
};
