const { GoalDAO } = require('../data/goal-dao');

function GoalHandler(db) {
  const goals = new GoalDAO(db);

  this.show = async (req, res) => {
    const goal = await goals.byId(req.params.goalId);
    res.render('goal', { goal });
  };

  this.share = async (req, res) => {
    const goal = await goals.byIdAndUser(req.params.goalId, req.session.userId);
    if (!goal) return res.status(404).end();
    res.render('share', { goal });
  };

  this.update = async (req, res) => {
    const { userId } = req.session;
    await goals.setTarget(req.params.goalId, userId, Number(req.body.target));
    res.redirect('/goals');
  };

  this.close = async (req, res) => {
    await goals.close(req.params.goalId);
    res.redirect('/goals');
  };
}

module.exports = GoalHandler;
