const Routes = module.exports;

const parts = { boards: require('./boards') };

Routes.install = ({ router }) => {
  Object.keys(parts).forEach((name) => {
    router.use(`/${name}`, parts[name]());
  });
};
