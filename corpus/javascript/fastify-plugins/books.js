const db = require('./db');

module.exports = async function (fastify, options) {
  const signedIn = { onRequest: [fastify.authenticate], schema: { params: { id: { type: 'string' } } } };

  fastify.get('/:id', signedIn, async (request) => {
    const { rows } = await db.query('SELECT * FROM books WHERE id = $1', [request.params.id]); // expect: missing-ownership-check
    return rows[0];
  });

  fastify.get('/:id/mine', signedIn, async (request) => {
    const { rows } = await db.query('SELECT * FROM books WHERE id = $1 AND owner_id = $2', [request.params.id, request.user.id]);
    return rows[0];
  });

  const remove = { method: ['DELETE'], url: '/:id', onRequest: fastify.authenticate, handler: removeBook };
  fastify.route(remove);
};

async function removeBook(request, reply) {
  await db.query('DELETE FROM books WHERE id = $1', [request.params.id]); // expect: missing-ownership-check
  return reply.code(204).send();
}
