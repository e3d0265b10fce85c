import { Body, Controller, Delete, Get, Param, Patch, Query, Version } from '@nestjs/common';
import { Me, OwnOrder, Permission, Public } from '../auth/decorators';
import { OrdersService } from './orders.service';

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  // Whoever names another account gets that account's orders.
  @Get()
  list(@Query('owner') owner: string, @Me('id') me: string) {
    return this.orders.list(owner || me);
  }

  @Get('mine')
  listMine(@Me('id') me: string) {
    return this.orders.list(me);
  }

  @Get(':id')
  show(@Param('id') id: string) {
    return this.orders.find(id);
  }

  @Get(':id')
  @Version('2')
  showMine(@Param('id') id: string, @Me() me: { id: string }) {
    return this.orders.findMine(id, me.id);
  }

  @OwnOrder()
  @Get(':id/full')
  showFull(@Param('id') id: string) {
    return this.orders.find(id);
  }

  @Public()
  @Patch(':id/note')
  annotate(@Param('id') id: string, @Body('note') note: string) {
    return this.orders.annotate(id, note);
  }

  @Permission('orders.delete')
  @Delete(':id')
  remove(@Param('id') id: string) {
    return this.orders.remove(id);
  }
}
