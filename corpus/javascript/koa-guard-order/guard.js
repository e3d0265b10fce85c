const { Keeper } = require('./models');

exports.requireKeeper = async (ctx, next) => {
  ctx.state.user = await Keeper.findOne({ where: { token: ctx.get('X-Keeper-Token') } });
  if (!ctx.state.user) {
    ctx.throw(401);
  }
  await next();
};
