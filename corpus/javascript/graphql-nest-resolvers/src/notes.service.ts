import { Injectable } from '@nestjs/common';
import { PrismaService } from './prisma.service';

@Injectable()
export class NotesService {
  constructor(private readonly prisma: PrismaService) {}

  find(id: string) {
    return this.prisma.note.findUnique({ where: { id } }); // expect: missing-ownership-check high
  }

  findOf(ownerId: string) {
    return this.prisma.note.findMany({ where: { ownerId } }); // expect: missing-ownership-check high
  }

  rewrite(id: string, ownerId: string, text: string) {
    return this.prisma.note.update({ where: { id, ownerId }, data: { text } });
  }

  remove(id: string) {
    return this.prisma.note.delete({ where: { id } }); // expect: unauthenticated-endpoint
  }
}
