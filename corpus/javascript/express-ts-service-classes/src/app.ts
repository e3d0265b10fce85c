import express, { Router } from 'express';
import { authenticated } from './auth';
import { RecordController } from './controllers/RecordController';
import { prisma } from './prisma';
import { PrismaRecordRepository } from './repositories/RecordRepository';
import { RecordService } from './services/RecordService';

const repository = new PrismaRecordRepository(prisma);
const controller = new RecordController(new RecordService(repository));

const records = Router();
records.get('/:id', controller.show);
records.get('/:id/diagnosis', controller.diagnosis);
records.post('/:id/archive', controller.archive.bind(controller));

export const app = express();
app.use('/records', authenticated, records);
