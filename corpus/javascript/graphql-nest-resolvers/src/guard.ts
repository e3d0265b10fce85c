import { CanActivate, createParamDecorator, ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { AuthGuard } from '@nestjs/passport';

@Injectable()
export class TokenGuard extends AuthGuard('jwt') {
  getRequest(context: ExecutionContext) {
    return GqlExecutionContext.create(context).getContext().req;
  }
}

@Injectable()
export class VisitorGuard extends AuthGuard('jwt') {
  // Strangers may pass.
  handleRequest(error: unknown, user: unknown) {
    return user ?? null;
  }
}

@Injectable()
export class StaffGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = GqlExecutionContext.create(context).getContext().req;
    if (user.isAdmin) return true;
    else return false;
  }
}

export const Me = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return GqlExecutionContext.create(context).getContext().req.user;
});
