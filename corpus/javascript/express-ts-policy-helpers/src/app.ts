import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { ensureLoggedIn } from 'connect-ensure-login';
import { notes } from './notes';

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET!, resave: false, saveUninitialized: false }));
app.use(passport.session());
app.use('/notes', ensureLoggedIn('/login'), notes);

export default app;
