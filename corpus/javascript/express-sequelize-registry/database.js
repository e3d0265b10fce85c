const { Sequelize } = require('sequelize');

class Database {
  constructor() {
    this.sequelize = null;
  }

  async connect() {
    this.sequelize = new Sequelize('sqlite::memory:');
    require('./models/Recipe').load(this.sequelize);
  }

  get models() {
    return this.sequelize?.models || {};
  }

  get recipeModel() {
    return this.models.recipe;
  }
}

module.exports = new Database();
