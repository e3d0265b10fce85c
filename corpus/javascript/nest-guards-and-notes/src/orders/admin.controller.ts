import { Controller, Delete, Get, Param } from '@nestjs/common';
import { Permission, Roles } from '../auth/decorators';
import { OrdersService } from './orders.service';

@Controller('admin/orders')
export class AdminController {
  constructor(private readonly orders: OrdersService) {}

  @Roles('admin')
  @Get(':id')
  inspect(@Param('id') id: string) {
    return this.orders.find(id);
  }

  @Permission('orders.purge')
  @Delete(':id')
  purge(@Param('id') id: string) {
    return this.orders.remove(id);
  }
}
