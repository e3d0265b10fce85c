"use server";

import { getServerSession } from "next-auth";
import { authActionClient, logged } from "../../../lib/action-client";
import { authOptions } from "../../../lib/auth";
import { prisma } from "../../../lib/prisma";
import { invoiceId } from "./schemas";

export const removeInvoice = authActionClient.schema(invoiceId).action(
  logged("remove", async ({ parsedInput }) => {
    return await prisma.invoice.delete({ where: { id: parsedInput.id } }); // expect: missing-ownership-check high
  }),
);

export const removeOwnInvoice = authActionClient.schema(invoiceId).action(async ({ ctx, parsedInput }) => {
  return await prisma.invoice.delete({ where: { id: parsedInput.id, ownerId: ctx.user.id } });
});

export async function showInvoice(id: string) {
  return await prisma.invoice.findUnique({ where: { id } }); // expect: unauthenticated-endpoint
}

export async function showOwnInvoice(id: string) {
  const session = await getServerSession(authOptions);
  if (!session) {
    throw new Error("not signed in");
  }
  const invoice = await prisma.invoice.findUnique({ where: { id } });
  if (invoice?.ownerId !== session.user.id) {
    throw new Error("not yours");
  }
  return invoice;
}

// Only other code of the server takes it.
export async function countInvoices(id: string) {
  return await prisma.invoice.findMany({ where: { id } });
}
