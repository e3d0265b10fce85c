const router = require('express').Router();
const { apiRoute } = require('../lib/helpers');
const { loadBoard } = require('../lib/guards');
const controllers = require('./controllers');

// A table of routes.
const tables = [];
tables.push({ method: 'get', path: '/:board/notices/:id/raw', handler: controllers.raw });
tables.push({ method: 'get', path: '/:board/notices/:id', handler: controllers.read });

module.exports = function () {
  apiRoute(router, 'get', '/:board', [loadBoard], controllers.board);
  apiRoute(router, 'delete', '/:board/notices/:id', [loadBoard], controllers.remove);
  for (const { method, path, handler } of tables) {
    router[method](path, loadBoard, handler);
  }
  return router;
};
