const { Sequelize, DataTypes, Model } = require('sequelize');

const sequelize = new Sequelize(process.env.DB_URL);

class User extends Model {}
User.init({ name: DataTypes.STRING, role: DataTypes.STRING, blocked: DataTypes.BOOLEAN }, { sequelize });

class Ticket extends Model {}
Ticket.init({ userId: DataTypes.INTEGER, subject: DataTypes.STRING }, { sequelize, modelName: 'ticket' });
Ticket.belongsTo(User, { foreignKey: 'userId' });

class Maintenance extends Model {}
Maintenance.init({ enabled: DataTypes.BOOLEAN }, { sequelize });

module.exports = { User, Ticket, Maintenance };
