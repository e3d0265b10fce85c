const mongoose = require('mongoose');

const Setting = mongoose.model('Setting', new mongoose.Schema({ label: String, value: String }));

exports.Job = mongoose.model('Job', new mongoose.Schema({ owner: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, plan: String }));

exports.Settings = {
  get: async function (clause) {
    return Setting.findOne(clause);
  },
  value: async function (label) {
    const setting = await this.get({ label });
    return setting.value;
  },
  set: async function (label, value) {
    await Setting.updateOne({ label }, { value });
  },
};
