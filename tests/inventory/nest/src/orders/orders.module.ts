import { Module } from '@nestjs/common';
import { LinesController } from './lines.controller';
import { OrdersController } from './orders.controller';

@Module({ controllers: [OrdersController, LinesController] })
export class OrdersModule {}
