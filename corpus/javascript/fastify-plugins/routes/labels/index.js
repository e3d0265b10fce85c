const db = require('../../db');

module.exports = async function (fastify) {
  fastify.get('/', async () => (await db.query('SELECT * FROM labels')).rows);
};
