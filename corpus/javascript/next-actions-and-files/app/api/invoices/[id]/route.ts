import { NextResponse } from "next/server";
import { withSession } from "../../../../lib/auth";
import { prisma } from "../../../../lib/prisma";

export { PUT } from "./change";

export const dynamic = "force-dynamic";

export const GET = withSession(async (request, { params }) => {
  const { id } = await params;
  const invoice = await prisma.invoice.findUnique({ where: { id } }); // expect: missing-ownership-check high
  return NextResponse.json(invoice);
});

export const DELETE = withSession(async (request, { params, session }) => {
  const { id } = await params;
  await prisma.invoice.delete({ where: { id, ownerId: session.user.id } });
  return NextResponse.json({});
});
