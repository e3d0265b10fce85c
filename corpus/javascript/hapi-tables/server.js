// Tables of routes, a scheme of authentication for all of them, and one that takes it back; a plugin under a prefix.
const Hapi = require('@hapi/hapi');
const trips = require('./trips');

const init = async () => {
  const server = Hapi.server({ port: 3000 });
  await server.register(require('@hapi/jwt'));
  server.auth.strategy('jwt', 'jwt', { keys: process.env.SECRET, verify: { aud: false }, validate: () => ({ isValid: true }) });
  server.auth.default('jwt');
  server.route(trips);
  server.route({ method: 'GET', path: '/health', options: { auth: false }, handler: () => 'ok' });
  await server.register({ plugin: require('./places'), routes: { prefix: '/v2' } });
  await server.start();
};

init();
