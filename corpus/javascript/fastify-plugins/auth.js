const fp = require('fastify-plugin');

module.exports = fp(async function (fastify) {
  fastify.register(require('@fastify/jwt'), { secret: process.env.SECRET });
  fastify.decorate('authenticate', async function (request, reply) {
    try {
      await request.jwtVerify();
    } catch (err) {
      return reply.code(401).send(err);
    }
  });
});
