const { Board, Notice } = require('./schemas');

// Methods call each other through `this`.
const Notices = {
  boardFor: async function (user, slug) {
    if (['staff'].includes(user.role)) return this.anyBoard({ slug });
    const board = await Board.findOne({ slug, members: user.id });
    if (!board) return null;
    return { ...board.toObject(), notices: await this.of(board) };
  },
  anyBoard: async function (clause) {
    return Board.findOne(clause);
  },
  of: async function (board) {
    return Notice.find({ board: board._id });
  },
  one: async function (clause) {
    return Notice.findOne(clause); // expect: missing-ownership-check
  },
  remove: async function (id) {
    return Notice.deleteOne({ _id: id }); // expect: missing-ownership-check
  },
  get: async function (id) {
    return this.shown(await this.one({ _id: id }));
  },
  shown: function (notice) {
    const { author, ...rest } = { ...notice };
    return { ...rest };
  },
  getWithin: async function (board, id) {
    return Notice.findOne({ _id: id, board: board._id });
  },
};

module.exports = Notices;
