const Router = require('@koa/router');
const { Animal } = require('./models');

const animals = new Router({ prefix: '/animals' });

animals.put('/:id', async (ctx) => {
  await Animal.update({ name: ctx.request.body.name }, { where: { id: ctx.params.id, keeperId: ctx.state.user.id } });
  ctx.status = 204;
});

exports.animals = animals;
