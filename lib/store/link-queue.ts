import { createHash } from "node:crypto";
import type pg from "pg";
import type { Contact } from "@/lib/metrics/journey";
import { copyRows } from "./copy";

/** A conversation whose links are to be found again, as it is now. */
export interface QueuedContact {
  readonly conversation: string;
  readonly contact: Contact;
}

/**
 * Puts conversations into the queue of the link step. Must run in the transaction that holds their key rows: entries
 * of one conversation are then numbered in the order in which they became true.
 */
export async function queueContacts(
  client: pg.PoolClient,
  contacts: readonly QueuedContact[],
): Promise<void> {
  await copyRows(
    client,
    "link_pending",
    ["conversation_id", "started_at", "eligible", "customer", "previous", "place", "fields"],
    contacts,
    ({ conversation, contact }) => [
      conversation,
      contact.startedAt,
      contact.eligible,
      contact.customer === null ? null : customerKey(contact.customer),
      contact.previous,
      contact.place,
      arrayCell(contact.fields),
    ],
  );
}

/** The customer's keyed hash as the contacts have it: a hash of it, half as long as any text of it would be. */
export function customerKey(customerHash: string): string {
  const hex = createHash("md5").update(customerHash).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function arrayCell(texts: readonly string[]): string | null {
  if (texts.length === 0) return null;
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`).join(",")}}`;
}

/** The conversations that wait to be linked. */
export async function waitingConversations(client: pg.PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT DISTINCT conversation_id AS id FROM link_pending",
  );
  return new Set(rows.map((row) => row.id));
}

/** How far the link step has come. */
export interface LinkProgress {
  /** Conversations that wait to be linked; counting ends at {@link MOST_COUNTED}. */
  readonly waiting: number;
  readonly isMore: boolean;
  /** Everything that arrived before (microseconds since 1970) is linked; null = all is. */
  readonly since: number | null;
}

const MOST_COUNTED = 100_000;

/** What waits to be linked. */
export async function linkProgress(pool: pg.Pool): Promise<LinkProgress> {
  const { rows } = await pool.query<{ waiting: string; since: string | null }>(
    `SELECT count(*) AS waiting, (extract(epoch FROM min(queued_at)) * 1000000)::bigint AS since
     FROM (SELECT queued_at FROM link_pending ORDER BY seq LIMIT ${MOST_COUNTED}) AS waiting`,
  );
  const [row] = rows;
  const waiting = Number(row?.waiting ?? 0);
  return { waiting, isMore: waiting === MOST_COUNTED, since: row?.since ? Number(row.since) : null };
}
