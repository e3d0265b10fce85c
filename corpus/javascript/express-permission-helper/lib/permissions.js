class Forbidden extends Error {
  constructor() {
    super('forbidden');
    this.status = 403;
  }
}

function assertOwner(user, album) {
  if (String(album.ownerId) !== String(user._id)) {
    throw new Forbidden();
  }
}

function canEdit(user, album) {
  return album.ownerId.equals(user._id) || album.editors.some((editor) => editor.equals(user._id));
}

module.exports = { Forbidden, assertOwner, canEdit };
