const { ObjectId } = require('mongodb');

function GoalDAO(db) {
  const goals = db.collection('goals');

  this.byId = (id) => {
    return goals.findOne({ _id: new ObjectId(id) }); // expect: missing-ownership-check
  };

  this.byIdAndUser = (id, userId) => goals.findOne({ _id: new ObjectId(id), userId });

  this.setTarget = async (id, userId, target) => {
    await goals.updateOne({ _id: new ObjectId(id), userId }, { $set: { target } });
  };

  this.close = async (id) => {
    await goals.updateOne({ _id: new ObjectId(id) }, { $set: { closed: true } }); // expect: missing-ownership-check
  };
}

module.exports = { GoalDAO };
