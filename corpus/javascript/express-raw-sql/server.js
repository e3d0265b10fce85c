const express = require('express');
const { pool } = require('./db/pool');
const { withUser } = require('./with-user');

const app = express();

app.get('/letters/:id', withUser, async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM letters WHERE id = $1', [req.params.id]); // expect: missing-ownership-check high
  res.json(rows[0]);
});

app.get('/letters/:id/body', withUser, async (req, res) => {
  const { rows } = await pool.query('SELECT body FROM letters WHERE id = $1 AND user_id = $2', [
    req.params.id,
    req.user.id,
  ]);
  if (rows.length === 0) return res.sendStatus(404);
  res.send(rows[0].body);
});

app.get('/letters/:id/preview', withUser, async (req, res) => {
  const result = await pool.query(`SELECT body FROM letters WHERE id = ${Number(req.params.id)}`); // expect: missing-ownership-check
  res.send(result.rows[0].body.slice(0, 80));
});

app.get('/letters/:id/size', withUser, async (req, res) => {
  let sql = 'SELECT length(body) AS size FROM letters';
  sql += ' WHERE id = $1';
  const result = await pool.query(sql, [req.params.id]); // expect: missing-ownership-check
  res.json(result.rows[0]);
});

app.get('/letters/:id/words', withUser, async (req, res) => {
  const where = ['id = $1', 'user_id = $2'].join(' AND ');
  const result = await pool.query('SELECT body FROM letters WHERE ' + where, [req.params.id, req.user.id]);
  res.json(result.rows);
});

app.put('/letters/:id', withUser, express.json(), async (req, res) => {
  const found = await pool.query('SELECT user_id FROM letters WHERE id = $1', [req.params.id]);
  if (found.rows[0]?.user_id !== req.user.id) {
    return res.sendStatus(403);
  }
  await pool.query('UPDATE letters SET body = $1 WHERE id = $2', [req.body.body, req.params.id]);
  res.sendStatus(204);
});

app.delete('/letters/:id', withUser, async (req, res) => {
  await pool.query('DELETE FROM letters WHERE id = $1', [req.params.id]); // expect: missing-ownership-check high
  res.sendStatus(204);
});

app.get('/stamps/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT motif FROM stamps WHERE id = $1', [req.params.id]);
  res.json(rows[0]);
});

module.exports = app;
