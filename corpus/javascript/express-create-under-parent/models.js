const { DataTypes, Sequelize } = require('sequelize');

const db = new Sequelize(process.env.DATABASE_URL);

const Playlist = db.define('Playlist', { userId: DataTypes.INTEGER, name: DataTypes.STRING });
const Track = db.define('Track', { playlistId: DataTypes.INTEGER, url: DataTypes.STRING });

Track.belongsTo(Playlist, { foreignKey: 'playlistId' });

module.exports = { db, Playlist, Track };
