import { printersRouter } from "./printers";
import { createTRPCRouter, publicProcedure } from "./trpc";

export const appRouter = createTRPCRouter({
  printers: printersRouter,
  about: { version: publicProcedure.query(() => "1") },
});
