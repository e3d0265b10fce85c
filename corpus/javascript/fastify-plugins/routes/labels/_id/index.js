const db = require('../../../db');

module.exports = async function (fastify) {
  fastify.get('/', async (request) => (await db.query('SELECT * FROM labels WHERE id = $1', [request.params.id])).rows[0]);
};
