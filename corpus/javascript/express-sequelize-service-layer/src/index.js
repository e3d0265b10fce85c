const express = require('express');
const session = require('express-session');
const bookingRoutes = require('./routes/booking.routes');
const requireLogin = require('./middleware/require-login');

const app = express();

app.use(express.json());
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use('/api/bookings', requireLogin, bookingRoutes);

app.listen(process.env.PORT);
