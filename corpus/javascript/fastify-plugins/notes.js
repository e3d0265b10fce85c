const db = require('./db');

module.exports = function (fastify, options, done) {
  fastify.get('/:id', async (request) => {
    const { rows } = await db.query('SELECT * FROM notes WHERE id = $1', [request.params.id]);
    if (rows[0].author_id !== request.user.id) throw fastify.httpErrors.forbidden();
    return rows[0];
  });

  fastify.put('/:id', async (request) => {
    await db.query('UPDATE notes SET text = $2 WHERE id = $1', [request.params.id, request.body.text]); // expect: missing-ownership-check
    return { ok: true };
  });
  done();
};
