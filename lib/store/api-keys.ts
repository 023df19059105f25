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
}

const WITHOUT_HASH = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

/** Keeps a new key by its SHA-256 (hexadecimal). */
export async function insertKey(
  db: Database,
  key: { name: string; hash: string; prefix: string; scopes: readonly string[]; createdAt: Date },
): Promise<StoredKey> {
  return db.prisma.apiKey.create({ data: { ...key, scopes: [...key.scopes] }, select: WITHOUT_HASH });
}

/** The key with this SHA-256 unless it is revoked. */
export async function findActiveKey(db: Database, hash: string): Promise<StoredKey | null> {
  return db.prisma.apiKey.findFirst({ where: { hash, revokedAt: null }, select: WITHOUT_HASH });
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

/** Notes that a key was used, unless a use after `unless` is noted already. */
export async function touchKey(db: Database, id: string, at: Date, unless: Date): Promise<void> {
  await db.prisma.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: unless } }] },
    data: { lastUsedAt: at },
  });
}
