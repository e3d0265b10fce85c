const SessionHandler = require('./session');
const GoalHandler = require('./goals');

module.exports = function routes(app, db) {
  const sessions = new SessionHandler(db);
  const goals = new GoalHandler(db);
  const isLoggedIn = sessions.isLoggedIn;

  app.post('/login', sessions.login);
  app.get('/goals/:goalId', isLoggedIn, goals.show);
  app.get('/goals/:goalId/share', isLoggedIn, goals.share);
  app.post('/goals/:goalId', isLoggedIn, goals.update);
  app.post('/goals/:goalId/close', isLoggedIn, goals.close);
};
