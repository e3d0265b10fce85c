import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RolesGuard } from './auth/roles.guard';
import { TokenGuard } from './auth/token.guard';
import { HealthController } from './health.controller';
import { OrdersModule } from './orders/orders.module';

const guards = [
  { provide: APP_GUARD, useClass: TokenGuard },
  { provide: APP_GUARD, useClass: RolesGuard },
];

@Module({
  imports: [OrdersModule.register()],
  controllers: [HealthController],
  providers: [...guards],
})
export class AppModule {}
