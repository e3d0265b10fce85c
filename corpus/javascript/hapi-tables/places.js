const { Note, Place } = require('./models');

module.exports = {
  name: 'places',
  register: async function (server, options) {
    server.route({ method: 'GET', path: '/places/{id}', handler: (request) => Place.findById(request.params.id) });
    server.route({
      method: 'GET',
      path: '/places/{id}/notes',
      handler: async (request) => Note.findOne({ _id: request.params.id, author: request.auth.credentials.id }),
    });
  },
};
