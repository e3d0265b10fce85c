import { Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module';
import { HealthController } from './health.controller';
import { OrdersModule } from './orders/orders.module';

@Module({ imports: [OrdersModule, AdminModule.register()], controllers: [HealthController] })
export class AppModule {}
