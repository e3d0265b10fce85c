import type { RecordRepository } from '../repositories/RecordRepository';
import { NotFoundError } from '../errors';

export class RecordService {
  constructor(private readonly records: RecordRepository) {}

  async show(id: number) {
    const record = await this.records.findById(id);
    if (!record) throw new NotFoundError();
    return record;
  }

  async diagnosis(id: number, accountId: number): Promise<string> {
    const record = await this.records.findByIdAndAccount(id, accountId);
    if (!record) throw new NotFoundError();
    return record.diagnosis;
  }

  // Nobody looks at who is asking.
  async archive(id: number, accountId: number): Promise<void> {
    await this.records.archive(id);
  }
}
