const express = require('express');
const passport = require('passport');
const { Album } = require('./lib/album');
const { assertOwner, canEdit } = require('./lib/permissions');

const app = express();
const signedIn = passport.authenticate('jwt', { session: false });

app.get('/albums/:id', signedIn, async (req, res, next) => {
  try {
    const album = await Album.findById(req.params.id);
    assertOwner(req.user, album);
    res.json(album);
  } catch (error) {
    next(error);
  }
});

app.put('/albums/:id', signedIn, async (req, res) => {
  const album = await Album.findById(req.params.id);
  if (!canEdit(req.user, album)) {
    return res.status(403).send('no');
  }
  album.title = req.body.title;
  await album.save();
  res.json(album);
});

app.get('/albums/:id/title', signedIn, async (req, res) => {
  const album = await Album.findById(req.params.id);
  if (canEdit(req.user, album)) {
    return res.send(album.title);
  }
  res.status(403).send('no');
});

app.get('/albums/:id/photos', signedIn, async (req, res) => {
  const album = await Album.findById(req.params.id); // expect: missing-ownership-check high
  // Answered, and not heard.
  canEdit(req.user, album);
  res.json(album);
});

app.get('/albums/:id/stats', signedIn, async (req, res) => {
  const album = await Album.findById(req.params.id); // expect: missing-ownership-check high
  if (!canEdit(req.user, album)) {
    // No `return`: the answer below is sent all the same.
    console.warn('not an editor');
  }
  res.json({ editors: album.editors.length });
});

// Under a path with an id the id is always there, and so is the check.
async function ownAlbum(req, res, next) {
  if (req.params.id) {
    const album = await Album.findById(req.params.id);
    if (!album || !album.ownerId.equals(req.user.id)) {
      return res.status(403).send('no');
    }
    req.album = album;
  }
  next();
}

app.delete('/albums/:id', signedIn, ownAlbum, async (req, res) => {
  await Album.deleteOne({ _id: req.params.id });
  res.sendStatus(204);
});

module.exports = app;
