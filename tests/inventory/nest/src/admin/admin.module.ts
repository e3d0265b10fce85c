import { DynamicModule, Module } from '@nestjs/common';
import { UsersController } from './users.controller';

@Module({})
export class AdminModule {
  static register(): DynamicModule {
    return { module: AdminModule, controllers: [UsersController] };
  }
}
