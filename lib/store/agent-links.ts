import type { Database } from "./database";
import { Prisma } from "./generated/client";

/** Says who an agent is. Answers what stood in the way: somebody else is that agent, or there is no such person. */
export async function insertAgentLink(
  db: Database,
  link: { source: string; agentId: string; personId: string },
): Promise<"linked" | "taken" | "unknown"> {
  try {
    await db.prisma.agentLink.create({ data: link });
    return "linked";
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError) {
      if (error.code === "P2002") return "taken";
      if (error.code === "P2003") return "unknown";
    }
    throw error;
  }
}

/** Takes back who an agent is. False when the person was not that agent. */
export async function deleteAgentLink(
  db: Database,
  link: { source: string; agentId: string; personId: string },
): Promise<boolean> {
  const { count } = await db.prisma.agentLink.deleteMany({ where: link });
  return count > 0;
}
