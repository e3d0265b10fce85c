const Router = require('@koa/router');
const { Animal, Price } = require('./models');

const visitors = new Router();

// Everybody may see what a ticket costs.
visitors.get('/prices/:id', async (ctx) => {
  ctx.body = await Price.findByPk(ctx.params.id);
});

// Nobody but the keepers may remove one: their router is mounted behind the guard, this one before it.
visitors.delete('/animals/:id', async (ctx) => { // expect: guard-not-applied
  await Animal.destroy({ where: { id: ctx.params.id } });
  ctx.status = 204;
});

exports.visitors = visitors;
