import express from 'express';
import { parcels } from './parcels';

express().use('/parcels', parcels).listen(3000);
