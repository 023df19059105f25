import type { Database } from "./database";

/** An address that is told of events. */
export interface StoredWebhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly createdAt: Date;
  /** Until when the key before the present one signs too; null when there is none. */
  readonly previousUntil: Date | null;
}

/** The keys that sign for a webhook, encrypted. */
export interface WebhookKeys {
  readonly secret: Uint8Array;
  readonly previousSecret: Uint8Array | null;
  readonly previousUntil: Date | null;
}

const HEAD = { id: true, url: true, events: true, createdAt: true, previousUntil: true } as const;

/** Keeps a new webhook. */
export async function insertWebhook(
  db: Database,
  webhook: { url: string; events: readonly string[]; secret: Uint8Array<ArrayBuffer>; createdAt: Date },
): Promise<void> {
  await db.prisma.webhook.create({ data: { ...webhook, events: [...webhook.events] } });
}

/** The webhooks that are in use, the oldest first. */
export async function listWebhooks(db: Database): Promise<StoredWebhook[]> {
  return db.prisma.webhook.findMany({
    select: HEAD,
    where: { removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** Where a webhook in use leads and what signs for it; null when it is not there any more. */
export async function findWebhook(db: Database, id: string): Promise<(StoredWebhook & WebhookKeys) | null> {
  return db.prisma.webhook.findFirst({
    select: { ...HEAD, secret: true, previousSecret: true },
    where: { id, removedAt: null },
  });
}

/** Gives a webhook a new key; the present one signs beside it until `previousUntil`. False when it is not there. */
export async function replaceWebhookSecret(
  db: Database,
  id: string,
  secret: Uint8Array,
  previousUntil: Date,
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE webhook SET previous_secret = secret, secret = $2, previous_until = $3
     WHERE id = $1 AND removed_at IS NULL`,
    [id, Buffer.from(secret), previousUntil],
  );
  return rowCount === 1;
}

/** Takes a webhook out of use, with its keys; what was sent to it stays listed. False when it is not there. */
export async function removeWebhook(db: Database, id: string, removedAt: Date): Promise<boolean> {
  const { count } = await db.prisma.webhook.updateMany({
    where: { id, removedAt: null },
    data: { removedAt, secret: new Uint8Array(), previousSecret: null, previousUntil: null },
  });
  return count > 0;
}
