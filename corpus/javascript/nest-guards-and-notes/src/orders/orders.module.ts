import { DynamicModule, Module } from '@nestjs/common';
import { AdminController } from './admin.controller';
import { OrdersController } from './orders.controller';
import { OrdersService } from './orders.service';

@Module({})
export class OrdersModule {
  static register(): DynamicModule {
    return { module: OrdersModule, controllers: [OrdersController, AdminController], providers: [OrdersService] };
  }
}
