import { TRPCError } from "@trpc/server";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "../db";
import { printers } from "../db/schema";
import { createTRPCRouter, protectedProcedure, publicProcedure, withRole } from "./trpc";

const findPrinter = async (id: string) => {
  const found = await db.query.printers.findFirst({ where: (row, { eq }) => eq(row.id, id) }); // expect: missing-ownership-check high
  if (!found) {
    throw new TRPCError({ code: "NOT_FOUND" });
  }
  return found;
};

export const printersRouter = createTRPCRouter({
  one: protectedProcedure.input(z.object({ id: z.string() })).query(({ input }) => findPrinter(input.id)),

  mine: protectedProcedure.input(z.object({ id: z.string() })).query(async ({ ctx, input }) => {
    const printer = await findPrinter(input.id);
    if (printer.organizationId !== ctx.session.activeOrganizationId) {
      throw new TRPCError({ code: "UNAUTHORIZED" });
    }
    return printer;
  }),

  remove: withRole("admin")
    .input(z.object({ id: z.string() }))
    .mutation(async ({ input }) => {
      await db.delete(printers).where(eq(printers.id, input.id)); // expect: missing-ownership-check high
    }),

  rename: withRole("admin")
    .input(z.object({ id: z.string(), name: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await db
        .update(printers)
        .set({ name: input.name })
        .where(and(eq(printers.id, input.id), eq(printers.organizationId, ctx.session.activeOrganizationId)));
    }),

  all: publicProcedure.query(async () => {
    return await db.select().from(printers); // expect: unauthenticated-endpoint
  }),
});
