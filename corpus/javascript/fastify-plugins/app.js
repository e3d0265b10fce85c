// Plugins with prefixes, hooks of their own scope, options objects, a folder of plugins.
const path = require('path');
const Fastify = require('fastify');
const autoload = require('@fastify/autoload');

async function build() {
  const app = Fastify({ logger: true });
  app.register(require('./auth'));
  app.get('/health', async () => ({ ok: true }));
  app.register(require('./books'), { prefix: '/books' });
  app.register(async function (scope) {
    scope.addHook('onRequest', scope.authenticate);
    scope.get('/me', async (request) => request.user);
    scope.register(require('./notes'), { prefix: '/notes' });
  }, { prefix: '/private' });
  app.register(autoload, { dir: path.join(__dirname, 'routes') });
  return app;
}

module.exports = build;
