import { z } from "zod";

export const invoiceId = z.object({ id: z.string() });
