import { NextResponse } from "next/server";
import { withSession } from "../../../../lib/auth";
import { prisma } from "../../../../lib/prisma";

export const PUT = withSession(async (request, { params }) => {
  const { id } = await params;
  const { total } = await request.json();
  await prisma.invoice.update({ where: { id }, data: { total } }); // expect: missing-ownership-check high
  return NextResponse.json({});
});
