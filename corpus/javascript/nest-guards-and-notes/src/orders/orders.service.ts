import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity';

@Injectable()
export class OrdersService {
  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}

  async find(id: string) {
    const order = await this.orders.findOne({ where: { id } }); // expect: missing-ownership-check high
    if (!order) {
      throw new NotFoundException();
    }
    return order;
  }

  findMine(id: string, ownerId: string) {
    return this.orders.findOne({ where: { id, ownerId } });
  }

  list(ownerId: string) {
    return this.orders.find({ where: { ownerId } }); // expect: missing-ownership-check
  }

  async annotate(id: string, note: string) {
    await this.orders.update({ id }, { note }); // expect: unauthenticated-endpoint
  }

  async remove(id: string) {
    await this.orders.delete({ id }); // expect: missing-ownership-check, missing-function-authorization
  }
}
