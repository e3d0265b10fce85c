const { DataTypes, Model } = require('sequelize');

class Recipe extends Model {
  static removeById(id) {
    return this.destroy({ where: { id } }); // expect: missing-ownership-check
  }

  static load(sequelize) {
    super.init({ title: DataTypes.STRING, userId: DataTypes.INTEGER }, { sequelize, modelName: 'recipe' });
  }
}

module.exports = Recipe;
