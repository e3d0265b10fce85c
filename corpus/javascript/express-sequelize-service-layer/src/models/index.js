const { Sequelize, DataTypes } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL);

const Member = sequelize.define('Member', { name: DataTypes.STRING });

const Booking = sequelize.define('Booking', {
  memberId: { type: DataTypes.INTEGER, allowNull: false },
  startsAt: DataTypes.DATE,
  notes: DataTypes.TEXT,
});

Booking.belongsTo(Member, { foreignKey: 'memberId' });
Member.hasMany(Booking, { foreignKey: 'memberId' });

module.exports = { sequelize, Member, Booking };
