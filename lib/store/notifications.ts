import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Database, inTransaction } from "./database";
import type { DeliveryState } from "./generated/enums";

/** Something that people or programs are to be told. */
export interface NewNotification {
  readonly kind: string;
  /** Told once for each key, whoever finds it and however often. */
  readonly key: string;
  /** Plain JSON. */
  readonly payload: unknown;
  readonly people: readonly string[];
  readonly webhooks: readonly string[];
}

/**
 * Keeps notifications that are new, with a delivery for each person and webhook, all of them or none; of those with a
 * key that is known already nothing. Answers the keys that were new.
 */
export async function insertNotifications(
  db: Database,
  notifications: readonly NewNotification[],
  at: Date,
): Promise<string[]> {
  return inTransaction(db.pool, async (client) => insertInside(client, notifications, at));
}

async function insertInside(
  client: pg.PoolClient,
  notifications: readonly NewNotification[],
  at: Date,
): Promise<string[]> {
  const added: string[] = [];
  for (const { kind, key, payload, people, webhooks } of notifications) {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO notification (id, kind, key, payload, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [randomUUID(), kind, key, JSON.stringify(payload), at],
    );
    const id = rows[0]?.id;
    if (id === undefined) continue;
    added.push(key);
    await client.query(
      `INSERT INTO delivery (id, notification_id, person_id, webhook_id, state, next_at)
       SELECT gen_random_uuid(), $1::uuid, person, NULL::uuid, 'waiting'::delivery_state, $4::timestamptz
       FROM unnest($2::uuid[]) person
       UNION ALL
       SELECT gen_random_uuid(), $1::uuid, NULL::uuid, webhook, 'waiting', $4 FROM unnest($3::uuid[]) webhook`,
      [id, people, webhooks, at],
    );
  }
  return added;
}

/** Which of these keys are known already. */
export async function knownKeys(db: Database, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.pool.query<{ key: string }>("SELECT key FROM notification WHERE key = ANY($1)", [
    keys,
  ]);
  return new Set(rows.map((row) => row.key));
}

/** A delivery that is to be attempted now. */
export interface DueDelivery {
  readonly id: string;
  readonly notificationId: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly createdAt: Date;
  readonly personId: string | null;
  readonly webhookId: string | null;
  /** This attempt included. */
  readonly attempts: number;
}

/** What may be attempted. */
export interface DueChoice {
  readonly at: Date;
  readonly most: number;
  /** Without a mail server, what goes to people waits. */
  readonly mails: boolean;
  /** Seconds until the second attempt, the third, and so on; the last goes on for all that follow. */
  readonly waits: readonly number[];
}

/**
 * Takes the deliveries that are due, the one waiting longest first, and writes their attempts down before they are made:
 * whoever dies meanwhile leaves them to be tried again after the usual wait. No two processes get the same one.
 */
export async function takeDueDeliveries(db: Database, choice: DueChoice): Promise<DueDelivery[]> {
  const { rows } = await db.pool.query<DueDelivery>(
    `WITH due AS (
       SELECT id FROM delivery
       WHERE next_at <= $1::timestamptz AND (webhook_id IS NOT NULL OR $3)
       ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
     ), taken AS (
       UPDATE delivery d
       SET attempts = attempts + 1, last_at = $1::timestamptz, problem = 'This attempt was begun and its end is not known.',
           next_at = $1::timestamptz + make_interval(secs => ($4::float8[])[least(attempts + 1, cardinality($4::float8[]))])
       FROM due WHERE d.id = due.id RETURNING d.*
     )
     SELECT t.id, t.notification_id AS "notificationId", n.kind, n.payload, n.created_at AS "createdAt",
            t.person_id AS "personId", t.webhook_id AS "webhookId", t.attempts
     FROM taken t JOIN notification n ON n.id = t.notification_id ORDER BY t.id`,
    [choice.at, choice.most, choice.mails, choice.waits],
  );
  return rows;
}

/** What an attempt came to; `waiting` leaves the time of the next one as it was set. */
export interface Outcome {
  readonly state: DeliveryState;
  readonly problem: string | null;
}

/** Writes down what an attempt came to. */
export async function markDelivery(db: Database, id: string, { state, problem }: Outcome): Promise<void> {
  await db.pool.query(
    `UPDATE delivery SET state = $2::delivery_state, problem = $3,
                         next_at = CASE WHEN $2 = 'waiting' THEN next_at END
     WHERE id = $1`,
    [id, state, problem],
  );
}

/** Has a delivery tried again from the beginning, at once. False when there is none, or it is waiting anyway. */
export async function tryAgain(db: Database, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE delivery SET state = 'waiting', attempts = 0, next_at = $2
     WHERE id = $1 AND state <> 'waiting'
       AND (webhook_id IS NULL OR EXISTS (SELECT FROM webhook w WHERE w.id = webhook_id AND w.removed_at IS NULL))`,
    [id, at],
  );
  return rowCount === 1;
}

/** A delivery as the log shows it. */
export interface LoggedDelivery {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly to: string;
  /** The webhook is in use, the person active: it could be sent again. */
  readonly reachable: boolean;
  readonly toWebhook: boolean;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly lastAt: Date | null;
  readonly nextAt: Date | null;
  readonly problem: string | null;
}

/** The latest deliveries, newest first; `failedOnly` those that were given up. */
export async function listDeliveries(
  db: Database,
  most: number,
  failedOnly: boolean,
): Promise<LoggedDelivery[]> {
  const rows = await db.prisma.delivery.findMany({
    where: failedOnly ? { state: "failed" } : {},
    select: {
      id: true,
      state: true,
      attempts: true,
      lastAt: true,
      nextAt: true,
      problem: true,
      notification: { select: { kind: true, key: true, createdAt: true } },
      person: { select: { name: true, deactivatedAt: true } },
      webhook: { select: { url: true, removedAt: true } },
    },
    orderBy: [{ notification: { createdAt: "desc" } }, { id: "asc" }],
    take: most,
  });
  return rows.map(({ notification, person, webhook, ...row }) => ({
    ...row,
    ...notification,
    to: webhook?.url ?? person?.name ?? "",
    reachable: webhook ? webhook.removedAt === null : person?.deactivatedAt === null,
    toWebhook: webhook !== null,
  }));
}

/** Removes notifications older than `before` that wait for nothing any more; answers how many. */
export async function deleteOldNotifications(db: Database, before: Date): Promise<number> {
  const { rowCount } = await db.pool.query(
    `DELETE FROM notification n WHERE created_at < $1
       AND NOT EXISTS (SELECT FROM delivery d WHERE d.notification_id = n.id AND d.next_at IS NOT NULL)`,
    [before],
  );
  return rowCount ?? 0;
}
