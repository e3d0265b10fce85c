const { Router } = require('express');
const { Playlist, Track } = require('./models');

const router = Router();

router.post('/playlists', async (req, res) => {
  const playlist = await Playlist.create({ name: req.body.name, userId: req.auth.sub });
  res.status(201).json(playlist);
});

router.post('/playlists/:playlistId/tracks', async (req, res) => {
  const track = await Track.create({ playlistId: req.params.playlistId, url: req.body.url }); // expect: missing-ownership-check
  res.status(201).json(track);
});

router.post('/playlists/:playlistId/favourites', async (req, res) => {
  const playlist = await Playlist.findOne({ where: { id: req.params.playlistId, userId: req.auth.sub } });
  if (!playlist) return res.sendStatus(404);
  const track = await Track.create({ playlistId: playlist.id, url: req.body.url });
  res.status(201).json(track);
});

router.post('/playlists/:playlistId/imports', async (req, res) => {
  const playlist = await Playlist.findByPk(req.params.playlistId);
  if (playlist?.userId !== req.auth.sub) {
    return res.sendStatus(404);
  }
  res.status(201).json(await Track.create({ playlistId: req.params.playlistId, url: req.body.url }));
});

module.exports = router;
