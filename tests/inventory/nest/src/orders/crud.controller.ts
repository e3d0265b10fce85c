import { Delete, Get, Param } from '@nestjs/common';

export abstract class CrudController {
  @Get(':id')
  one(@Param('id') id: string) {
    return { id };
  }

  @Delete(':id')
  remove(@Param('id') id: string) {
    return { id };
  }
}
