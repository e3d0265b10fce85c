const { DataTypes, Sequelize } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL);

exports.Keeper = sequelize.define('Keeper', { token: DataTypes.STRING });
exports.Animal = sequelize.define('Animal', { name: DataTypes.STRING, keeperId: DataTypes.INTEGER });
exports.Price = sequelize.define('Price', { cents: DataTypes.INTEGER });
