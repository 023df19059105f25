import type { Database } from "./database";
import type { Role } from "./generated/enums";

/** A person by name, as somebody who answers for something. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** The active people of some roles, by name. */
export async function listActivePeople(db: Database, roles: readonly Role[]): Promise<Owner[]> {
  return db.prisma.person.findMany({
    where: { deactivatedAt: null, role: { in: [...roles] } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
