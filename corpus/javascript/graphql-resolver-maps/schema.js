module.exports = `
  type Recipe { id: ID, text: String, ownerId: ID }
  type Query { recipe(id: ID!): Recipe, draft(id: ID!): Recipe }
  type Mutation { removeRecipe(id: ID!): Recipe, rewriteRecipe(id: ID!, text: String): Recipe }
`;
