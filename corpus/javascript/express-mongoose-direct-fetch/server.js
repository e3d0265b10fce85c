const express = require('express');
const mongoose = require('mongoose');

const app = express();
app.use(express.json());

app.get('/health', (req, res) => res.json({ ok: true }));
app.use('/auth', require('./routes/auth'));
app.use('/plants', require('./routes/plants'));
app.use('/orders', require('./routes/orders'));

mongoose.connect(process.env.MONGO_URL).then(() => app.listen(3000));
