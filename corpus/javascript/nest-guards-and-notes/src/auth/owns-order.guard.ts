import { CanActivate, ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { OrdersService } from '../orders/orders.service';

@Injectable()
export class OwnsOrderGuard implements CanActivate {
  constructor(private readonly orders: OrdersService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const order = await this.orders.find(request.params.id);
    if (order.ownerId !== request.user.id) {
      throw new ForbiddenException();
    }
    return true;
  }
}
