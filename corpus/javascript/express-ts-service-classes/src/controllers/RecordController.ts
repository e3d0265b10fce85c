import type { NextFunction, Request, Response } from 'express';
import { RecordService } from '../services/RecordService';

export class RecordController {
  constructor(private service: RecordService) {}

  show = async (req: Request, res: Response, next: NextFunction) => {
    try {
      res.json(await this.service.show(Number(req.params.id)));
    } catch (error) {
      next(error);
    }
  };

  diagnosis = async (req: Request, res: Response) => {
    const text = await this.service.diagnosis(Number(req.params.id), req.account!.id);
    res.send(text);
  };

  async archive(req: Request, res: Response) {
    await this.service.archive(Number(req.params.id), req.account!.id);
    res.status(204).send();
  }
}
