const helpers = module.exports;

// router, method, path, guards (optional), controller
helpers.apiRoute = function (...args) {
  const [router, method, path] = args;
  const guards = args.length > 4 ? args[args.length - 2] : [];
  const controller = args[args.length - 1];
  router[method](path, [...guards], helpers.answered(controller, (err, res) => {
    res.status(500).json({ error: err.message });
  }));
};

helpers.answered = function (controller, onError) {
  if (controller.constructor.name === 'AsyncFunction') {
    return async function (req, res, next) {
      try {
        await controller(req, res, next);
      } catch (err) {
        onError ? onError(err, res) : next(err);
      }
    };
  }
  return controller;
};
