import cookieParser from 'cookie-parser';
import express from 'express';
import comments from './comments';

const app = express().use(cookieParser(), express.json());
app.use('/api', comments);
app.listen(8000);
