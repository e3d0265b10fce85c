import cookieParser from 'cookie-parser';
import express from 'express';
import { adminRouter } from './admin.router';
import { draftRouter } from './draft.router';

const app = express();
app.use(express.json(), cookieParser(process.env.COOKIE_KEY));
app.use('/admin', adminRouter);
app.use('/drafts', draftRouter);
app.listen(3000);
