import type { Database } from "./database";

/** Options of a connection, by the option's key. */
export type StoredOptions = { readonly [key: string]: string };

/** What payloads held, all of them together or one. */
export interface PayloadCounts {
  readonly understood: number;
  readonly tests: number;
  readonly notBot: number;
  readonly irrelevant: number;
  readonly problems: number;
}

/** A connection as it is kept, without its secrets. */
export interface StoredConnection extends PayloadCounts {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly source: string;
  readonly options: StoredOptions;
  readonly paused: boolean;
  readonly createdAt: Date;
  readonly lastReceivedAt: Date | null;
  readonly received: number;
}

/** A secret as it is kept: made by Baton (`hash`), or the platform's own, encrypted (`sealed`). */
export interface StoredSecret {
  readonly id: string;
  readonly hash: string | null;
  readonly sealed: Uint8Array | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

type Row = Awaited<ReturnType<Database["prisma"]["connection"]["findMany"]>>[number];

function toConnection(row: Row): StoredConnection {
  return {
    ...row,
    options: row.options as StoredOptions,
    received: Number(row.received),
    understood: Number(row.understood),
    tests: Number(row.tests),
    notBot: Number(row.notBot),
    irrelevant: Number(row.irrelevant),
    problems: Number(row.problems),
  };
}

/** All connections, by name. */
export async function listConnections(db: Database): Promise<StoredConnection[]> {
  const rows = await db.prisma.connection.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(toConnection);
}

/** One connection; null where there is none of that id. */
export async function findConnection(db: Database, id: string): Promise<StoredConnection | null> {
  const row = await db.prisma.connection.findUnique({ where: { id } });
  return row && toConnection(row);
}

/** Adds a connection with the first of its secrets. */
export async function insertConnection(
  db: Database,
  connection: Pick<StoredConnection, "name" | "platform" | "source" | "options" | "createdAt">,
  hash: string,
): Promise<StoredConnection> {
  const { createdAt } = connection;
  const row = await db.prisma.connection.create({
    data: { ...connection, options: { ...connection.options }, secrets: { create: { hash, createdAt } } },
  });
  return toConnection(row);
}

/** Changes what may change. False where there is no such connection. */
export async function updateConnection(
  db: Database,
  id: string,
  change: Partial<Pick<StoredConnection, "name" | "options" | "paused">>,
): Promise<boolean> {
  const { options, ...rest } = change;
  const data = { ...rest, ...(options && { options: { ...options } }) };
  const { count } = await db.prisma.connection.updateMany({ where: { id }, data });
  return count > 0;
}

/** Removes a connection with its secrets and kept payloads; the records that came of them stay. */
export async function deleteConnection(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.connection.deleteMany({ where: { id } });
  return count > 0;
}

/** The secrets that hold, oldest first. */
export async function readSecrets(db: Database, connectionId: string): Promise<StoredSecret[]> {
  return db.prisma.connectionSecret.findMany({
    where: { connectionId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    omit: { connectionId: true },
  });
}

/** Adds a secret beside those that hold. */
export async function insertSecret(
  db: Database,
  connectionId: string,
  secret: { readonly hash: string } | { readonly sealed: Uint8Array<ArrayBuffer> },
  createdAt: Date,
): Promise<void> {
  await db.prisma.connectionSecret.create({ data: { connectionId, createdAt, ...secret } });
}

/** Ends a secret. False where it has ended. */
export async function deleteSecret(db: Database, connectionId: string, id: string): Promise<boolean> {
  const { count } = await db.prisma.connectionSecret.deleteMany({ where: { id, connectionId } });
  return count > 0;
}

/** Notes that a secret was used, unless a use after `unless` is noted already. */
export async function touchSecret(db: Database, id: string, at: Date, unless: Date): Promise<void> {
  await db.prisma.connectionSecret.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: unless } }] },
    data: { lastUsedAt: at },
  });
}
