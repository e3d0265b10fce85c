import { Body, Controller, Get, Param, Patch, Post, Version } from '@nestjs/common';
import { CrudController } from './crud.controller';

const BASE = 'orders';

@Controller(BASE)
export class OrdersController extends CrudController {
  @Get()
  list() {
    return [];
  }

  @Post()
  create(@Body() body: unknown) {
    return body;
  }

  @Patch(':id/status')
  @Version(['1', '2'])
  status(@Param('id') id: string) {
    return { id };
  }
}
