const { Recipe } = require('../models');

module.exports = {
  removeRecipe: async (_, { id }, { user }) => {
    if (!user) throw new Error('sign in first');
    const recipe = await Recipe.findById(id);
    if (String(recipe.ownerId) !== user.id) throw new Error('not yours');
    await Recipe.deleteOne({ _id: id });
    return recipe;
  },
  rewriteRecipe: async (_, { id, text }, { user }) => {
    if (!user) throw new Error('sign in first');
    return Recipe.findOneAndUpdate({ _id: id }, { text }); // expect: missing-ownership-check high
  },
};
