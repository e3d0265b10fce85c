import type { NextApiRequest, NextApiResponse } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "../../../../lib/auth";
import { prisma } from "../../../../lib/prisma";

export default async function handle(req: NextApiRequest, res: NextApiResponse) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return res.status(401).end();
  }
  const { teamId } = req.query as { teamId: string };
  const { id, name } = req.body;
  if (req.method === "PUT") {
    const team = await prisma.team.findUnique({
      where: { id: teamId },
      include: { users: { where: { userId: session.user.id } } },
    });
    if (!team || team.users.length === 0) {
      return res.status(403).end();
    }
    const tag = await prisma.tag.findUnique({ where: { id, teamId } });
    if (!tag) {
      return res.status(404).end();
    }
    return res.json(await prisma.tag.update({ where: { id }, data: { name } }));
  } else if (req.method === "DELETE") {
    const tag = await prisma.tag.delete({ where: { id, teamId } }); // expect: missing-ownership-check high
    return res.json(tag);
  }
  return res.status(405).end();
}
