import { getServerSession } from "next-auth";
import { NextResponse } from "next/server";

export const authOptions = { providers: [] };

export const withSession = (handler) => async (request, context) => {
  const session = await getServerSession(authOptions);
  if (!session) {
    return NextResponse.json({ error: "sign in" }, { status: 401 });
  }
  return handler(request, { ...context, session });
};
