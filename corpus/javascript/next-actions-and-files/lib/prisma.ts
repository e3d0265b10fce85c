import { PrismaClient } from "@prisma/client";

const held = globalThis as unknown as { prisma?: PrismaClient };

export const prisma = held.prisma ?? new PrismaClient();
