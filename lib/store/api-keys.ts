import type { Database } from "./database";

/** An API key as kept: everything but the key itself. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  /** The first characters of the key, to tell keys apart. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  /** From then on it opens nothing; null = for as long as nobody revokes it. */
  readonly expiresAt: Date | null;
  readonly rotatedAt: Date | null;
  /** What it was before it was rotated, while that is still good. */
  readonly previousPrefix: string | null;
  readonly previousUntil: Date | null;
  readonly previousLastUsedAt: Date | null;
}

/** A key that was recognised, and whether by the secret that is being replaced. */
export interface FoundKey extends StoredKey {
  readonly byPrevious: boolean;
}

const WITHOUT_HASH = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
  expiresAt: true,
  rotatedAt: true,
  previousPrefix: true,
  previousUntil: true,
  previousLastUsedAt: true,
} as const;

/** Keeps a new key by its SHA-256 (hexadecimal). */
export async function insertKey(
  db: Database,
  key: {
    name: string;
    hash: string;
    prefix: string;
    scopes: readonly string[];
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<StoredKey> {
  return db.prisma.apiKey.create({ data: { ...key, scopes: [...key.scopes] }, select: WITHOUT_HASH });
}

/** The key with this SHA-256, or the one that had it before it was rotated, unless it is over at that moment. */
export async function findActiveKey(db: Database, hash: string, at: Date): Promise<FoundKey | null> {
  const found = await db.prisma.apiKey.findFirst({
    where: {
      OR: [{ hash }, { previousHash: hash, previousUntil: { gt: at } }],
      revokedAt: null,
      AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] }],
    },
    select: { ...WITHOUT_HASH, hash: true },
  });
  if (!found) return null;
  const { hash: current, ...key } = found;
  return { ...key, byPrevious: current !== hash };
}

/** Gives a key a new secret; the one it has stays good until `previousUntil`. Null when there is no such key. */
export async function rotateKey(
  db: Database,
  id: string,
  next: { hash: string; prefix: string; at: Date; previousUntil: Date },
): Promise<StoredKey | null> {
  const { rowCount } = await db.pool.query(
    `UPDATE api_key SET hash = $2, prefix = $3, rotated_at = $4,
            previous_hash = hash, previous_prefix = prefix, previous_until = $5, previous_last_used_at = last_used_at,
            last_used_at = NULL
     WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4)`,
    [id, next.hash, next.prefix, next.at, next.previousUntil],
  );
  if (rowCount === 0) return null;
  return db.prisma.apiKey.findUnique({ where: { id }, select: WITHOUT_HASH });
}

/** Ends the secret that a rotated key had before. False when none is good any more. */
export async function endPrevious(db: Database, id: string, at: Date): Promise<boolean> {
  const { count } = await db.prisma.apiKey.updateMany({
    where: { id, revokedAt: null, previousUntil: { gt: at } },
    data: { previousUntil: at },
  });
  return count > 0;
}

/** All keys, revoked ones included, newest first. */
export async function listKeys(db: Database): Promise<StoredKey[]> {
  return db.prisma.apiKey.findMany({ select: WITHOUT_HASH, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** Ends a key for good. False when there is no such key or it has ended already. */
export async function revokeKey(db: Database, id: string, at: Date): Promise<boolean> {
  const { count } = await db.prisma.apiKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: at },
  });
  return count > 0;
}

/** Notes that a key was used, unless a use after `unless` is noted already; by its secret of before apart. */
export async function touchKey(
  db: Database,
  use: { readonly id: string; readonly byPrevious: boolean; readonly at: Date; readonly unless: Date },
): Promise<void> {
  const column = use.byPrevious ? "previousLastUsedAt" : "lastUsedAt";
  await db.prisma.apiKey.updateMany({
    where: { id: use.id, OR: [{ [column]: null }, { [column]: { lt: use.unless } }] },
    data: { [column]: use.at },
  });
}
