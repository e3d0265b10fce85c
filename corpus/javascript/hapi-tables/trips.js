const handlers = require('./handlers');

module.exports = [
  { method: 'GET', path: '/trips/{id}', handler: handlers.read },
  {
    method: ['PUT', 'POST'],
    path: '/trips/{id}',
    options: { pre: [{ method: handlers.mine, assign: 'trip' }], handler: handlers.update },
  },
  { method: 'DELETE', path: '/trips/{id}', config: { auth: { strategy: 'jwt', scope: ['admin'] }, handler: handlers.remove } },
];
