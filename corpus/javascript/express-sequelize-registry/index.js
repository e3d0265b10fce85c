const express = require('express');
const session = require('express-session');
const database = require('./database');
const { signedIn } = require('./guards');

const app = express();
app.use(session({ secret: process.env.COOKIE_SECRET }));
const router = express.Router();

router.route('/recipes/:id').delete(signedIn, async (req, res) => {
  await database.recipeModel.removeById(req.params.id);
  res.sendStatus(204);
});

app.use(router);
module.exports = app;
