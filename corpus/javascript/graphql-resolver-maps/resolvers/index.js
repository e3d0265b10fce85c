const Mutation = require('./mutation');
const { Recipe } = require('../models');

const signedIn = (resolve) => (parent, args, context, info) => {
  if (!context.user) {
    throw new Error('sign in first');
  }
  return resolve(parent, args, context, info);
};

module.exports = {
  Query: {
    recipe: (parent, args) => Recipe.findById(args.id), // expect: unauthenticated-endpoint
    draft: signedIn((parent, { id }) => Recipe.findById(id)), // expect: missing-ownership-check high
  },
  Mutation,
  Recipe: {
    preview: (recipe) => recipe.text.slice(0, 80),
  },
};
