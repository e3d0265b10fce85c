const { DataTypes, Sequelize } = require('sequelize');

const sequelize = new Sequelize('sqlite::memory:');

exports.User = sequelize.define('User', { email: DataTypes.STRING, password: DataTypes.STRING });
exports.Diary = sequelize.define('Diary', { userId: DataTypes.INTEGER, text: DataTypes.TEXT });
exports.Quote = sequelize.define('Quote', { text: DataTypes.TEXT });
exports.Diary.belongsTo(exports.User, { foreignKey: 'userId' });
