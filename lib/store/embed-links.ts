import type { Database } from "./database";

/** A link that shows one hand-off to one agent. */
export interface StoredEmbedLink {
  readonly id: string;
  readonly keyId: string;
  readonly source: string;
  readonly conversationId: string;
  readonly handoffId: string;
  readonly agentId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A link with the name of the key that made it, and whether that key still works. */
export interface ListedEmbedLink extends StoredEmbedLink {
  readonly key: { readonly name: string; readonly revokedAt: Date | null };
}

/** Keeps a link; `expiredBefore` says which old ones go at the same time, a few at a time. */
export async function insertEmbedLink(
  db: Database,
  link: Omit<StoredEmbedLink, "openedAt" | "revokedAt">,
  expiredBefore: Date,
): Promise<void> {
  await db.prisma.embedLink.create({ data: link });
  await db.pool.query(
    `DELETE FROM embed_link WHERE id IN (
       SELECT id FROM embed_link WHERE expires_at < $1 ORDER BY expires_at LIMIT 20)`,
    [expiredBefore],
  );
}

/** A link of a key that still works, revoked or not; null where there is none. */
export async function findEmbedLink(db: Database, id: string): Promise<StoredEmbedLink | null> {
  return db.prisma.embedLink.findFirst({ where: { id, key: { revokedAt: null } } });
}

/** The sites that may show a link's panel, also of links that are over; empty where there is no such link. */
export async function originsOfEmbedLink(db: Database, id: string): Promise<readonly string[]> {
  const link = await db.prisma.embedLink.findUnique({
    where: { id },
    select: { key: { select: { origins: true } } },
  });
  return link?.key.origins ?? [];
}

/** Notes that a link was opened, if it may be: not revoked, not over, and not first opened before `openedAfter`. */
export async function openEmbedLink(db: Database, id: string, at: Date, openedAfter: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE embed_link SET opened_at = coalesce(opened_at, $2)
     WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2 AND (opened_at IS NULL OR opened_at > $3)`,
    [id, at, openedAfter],
  );
  return rowCount === 1;
}

/** Ends a link, of one key only where it is given. False when there is none, or it has ended already. */
export async function revokeEmbedLink(db: Database, id: string, at: Date, keyId?: string): Promise<boolean> {
  const { count } = await db.prisma.embedLink.updateMany({
    where: { id, revokedAt: null, ...(keyId === undefined ? {} : { keyId }) },
    data: { revokedAt: at },
  });
  return count > 0;
}

/** The links made last. */
export async function latestEmbedLinks(db: Database, limit: number): Promise<ListedEmbedLink[]> {
  return db.prisma.embedLink.findMany({
    include: { key: { select: { name: true, revokedAt: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit,
  });
}

/** A key that makes links, and the sites that may show them. */
export interface EmbedKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly origins: readonly string[];
}

/** The keys with the scope embed that are not revoked, newest first. */
export async function embedKeys(db: Database): Promise<EmbedKey[]> {
  return db.prisma.apiKey.findMany({
    where: { scopes: { has: "embed" }, revokedAt: null },
    select: { id: true, name: true, prefix: true, origins: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
}

/** Says which sites may show a key's links. False when there is no such key. */
export async function writeEmbedOrigins(
  db: Database,
  keyId: string,
  origins: readonly string[],
): Promise<boolean> {
  const { count } = await db.prisma.apiKey.updateMany({
    where: { id: keyId, revokedAt: null, scopes: { has: "embed" } },
    data: { origins: [...origins] },
  });
  return count > 0;
}
