import type { Database } from "./database";
import type { Role } from "./generated/enums";

/** Who is behind a session: the person as of now, and who they are as an agent. */
export interface SessionPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agents: readonly { readonly source: string; readonly agentId: string }[];
}

/** Keeps a new session by the SHA-256 (hexadecimal) of its id. */
export async function insertSession(
  db: Database,
  session: { hash: string; personId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const { hash, ...rest } = session;
  await db.prisma.session.create({ data: { id: hash, ...rest } });
}

/**
 * The person of a session that is neither over nor revoked, unless the person is deactivated. One query, because
 * every request of a person asks this first.
 */
export async function findSessionPerson(db: Database, hash: string, at: Date): Promise<SessionPerson | null> {
  const { rows } = await db.pool.query<SessionPerson>(
    `SELECT p.id, p.email, p.name, p.role::text AS role,
            coalesce((SELECT json_agg(json_build_object('source', a.source, 'agentId', a.agent_id)
                                      ORDER BY a.source, a.agent_id)
                      FROM agent_link a WHERE a.person_id = p.id), '[]') AS agents
     FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND p.deactivated_at IS NULL`,
    [hash, at],
  );
  return rows[0] ?? null;
}

/** Ends one session. */
export async function revokeSession(db: Database, hash: string, at: Date): Promise<void> {
  await db.prisma.session.updateMany({ where: { id: hash, revokedAt: null }, data: { revokedAt: at } });
}

/** Ends all sessions of a person, but for the one with the hash `except`; answers how many. */
export async function revokeSessionsOf(
  db: Database,
  personId: string,
  at: Date,
  except?: string,
): Promise<number> {
  const { count } = await db.prisma.session.updateMany({
    where: { personId, revokedAt: null, ...(except === undefined ? {} : { id: { not: except } }) },
    data: { revokedAt: at },
  });
  return count;
}

/** Removes what ended before `before`; nobody asks for it any more. */
export async function deleteEndedSessions(db: Database, before: Date): Promise<void> {
  await db.prisma.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
}
