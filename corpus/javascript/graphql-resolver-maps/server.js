const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const jwt = require('jsonwebtoken');
const resolvers = require('./resolvers');
const typeDefs = require('./schema');

const server = new ApolloServer({ typeDefs, resolvers });

startStandaloneServer(server, {
  context: async ({ req }) => ({ user: jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] }) }),
});
