import { applyDecorators, createParamDecorator, ExecutionContext, SetMetadata, UseGuards } from '@nestjs/common';
import { OwnsOrderGuard } from './owns-order.guard';

export const IS_PUBLIC = 'isPublic';
export const ROLES = 'roles';

export const Public = () => SetMetadata(IS_PUBLIC, true);
export const Roles = (...roles: string[]) => SetMetadata(ROLES, roles);

// Read by nothing: it guards nothing.
export const Permission = (name: string) => SetMetadata('permission', name);

export const OwnOrder = () => applyDecorators(SetMetadata('doc', 'own order'), UseGuards(OwnsOrderGuard));

export const Me = createParamDecorator((field: string | undefined, context: ExecutionContext) => {
  const user = context.switchToHttp().getRequest().user;
  return field ? user[field] : user;
});
