import type { PrismaClient, Record as MedicalRecord } from '@prisma/client';

export interface RecordRepository {
  findById(id: number): Promise<MedicalRecord | null>;
  findByIdAndAccount(id: number, accountId: number): Promise<MedicalRecord | null>;
  archive(id: number): Promise<void>;
}

export class PrismaRecordRepository implements RecordRepository {
  constructor(private readonly prisma: PrismaClient) {}

  async findById(id: number) {
    return this.prisma.record.findUnique({ where: { id } }); // expect: missing-ownership-check high
  }

  async findByIdAndAccount(id: number, accountId: number) {
    return this.prisma.record.findFirst({ where: { id, accountId } });
  }

  async archive(id: number) {
    await this.prisma.record.update({ where: { id }, data: { archived: true } }); // expect: missing-ownership-check high
  }
}
