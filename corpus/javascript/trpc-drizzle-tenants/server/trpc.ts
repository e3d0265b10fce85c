import { initTRPC, TRPCError } from "@trpc/server";
import { and, eq } from "drizzle-orm";
import { db } from "../db";
import { memberships } from "../db/schema";

const t = initTRPC.context().create();

export const createTRPCRouter = t.router;
export const publicProcedure = t.procedure;

export const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session || !ctx.user) {
    throw new TRPCError({ code: "UNAUTHORIZED" });
  }
  return next({ ctx: { session: ctx.session, user: ctx.user } });
});

// The role is one of the caller's own organisation: it says nothing of what belongs to others.
export const withRole = (role: string) =>
  protectedProcedure.use(async ({ ctx, next }) => {
    const member = await db.query.memberships.findFirst({
      where: and(eq(memberships.userId, ctx.user.id), eq(memberships.organizationId, ctx.session.activeOrganizationId)),
    });
    if (!member || member.role !== role) {
      throw new TRPCError({ code: "FORBIDDEN" });
    }
    return next();
  });
