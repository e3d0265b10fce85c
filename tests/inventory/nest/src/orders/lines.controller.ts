import { Controller, Get, Param, Put } from '@nestjs/common';

@Controller(['orders/:orderId/lines', 'lines'])
export class LinesController {
  @Get([':line', ':line/card'])
  one(@Param('line') line: string) {
    return { line };
  }

  @Put(':line')
  put(@Param('line') line: string) {
    return { line };
  }
}
