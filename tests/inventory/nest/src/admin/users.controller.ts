import { Controller, Delete, Get, Param } from '@nestjs/common';

@Controller({ path: 'admin/users', version: '2' })
export class UsersController {
  @Get()
  list() {
    return [];
  }

  @Delete(':id')
  remove(@Param('id') id: string) {
    return { id };
  }
}
