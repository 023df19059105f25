import type pg from "pg";
import { compareCodePoints } from "@/lib/domain/code-point-order";

/** What identifies a conversation outside, and whether the writer brings the conversation's own record. */
export interface ConversationKey {
  readonly source: string;
  readonly conversationId: string;
  readonly arrives: boolean;
}

/** A locked key row. */
export interface LockedConversation {
  readonly id: string;
  /** Made by this transaction: nothing is known of it yet. */
  readonly isNew: boolean;
  /** What is gone of it: a sum of {@link GONE}. */
  readonly gone: number;
}

/** One text for a key, for use in maps. */
export function keyText(key: { readonly source: string; readonly conversationId: string }): string {
  return `${key.source}\u001f${key.conversationId}`;
}

/**
 * Makes or finds the key rows and locks them all until the transaction ends, always in the same order, so that
 * writers of the same conversations wait for each other and never in a circle. `keys` must be distinct.
 * Answers by {@link keyText}.
 */
export async function lockConversations(
  client: pg.PoolClient,
  keys: readonly ConversationKey[],
): Promise<Map<string, LockedConversation>> {
  const sorted = [...keys].sort(
    (a, b) => compareCodePoints(a.source, b.source) || compareCodePoints(a.conversationId, b.conversationId),
  );
  const locked = new Map<string, LockedConversation>();
  // A row that exists is locked by the conflict and, WHERE false, neither changed nor returned.
  const inserted = await client.query<KeyLists>(
    `WITH made AS (
       INSERT INTO conversation AS c (source, external_id, arrived)
       SELECT * FROM unnest(${list("$1")}, ${list("$2")}, ${list("$3")}::boolean[])
       ON CONFLICT (source, external_id) DO UPDATE SET source = c.source WHERE false
       RETURNING id, source, external_id
     ) SELECT ${KEY_LISTS} FROM made`,
    [...keyLists(sorted), sorted.map((key) => key.arrives).join(SEPARATOR)],
  );
  addKeys(locked, inserted.rows[0], true);
  if (locked.size === sorted.length) return locked;
  const known = sorted.filter((key) => !locked.has(keyText(key)));
  const found = await client.query<KeyLists>(
    `SELECT ${KEY_LISTS}, string_agg(gone::text, E'\\x1e') AS gone FROM conversation
     WHERE (source, external_id) IN (SELECT * FROM unnest(${list("$1")}, ${list("$2")}))`,
    keyLists(known),
  );
  addKeys(locked, found.rows[0], false);
  const arriving = known.flatMap((key) => (key.arrives ? (locked.get(keyText(key))?.id ?? []) : []));
  if (arriving.length > 0) {
    await client.query(
      "UPDATE conversation SET arrived = true WHERE id = ANY($1::bigint[]) AND NOT arrived",
      [arriving],
    );
  }
  return locked;
}

/*
 * Thousands of keys go to the database and back as three texts: as arrays and rows they would take ten times as long
 * to write and read. No key holds a control character.
 */
const SEPARATOR = "\u001e";

interface KeyLists {
  readonly ids: string | null;
  readonly sources: string | null;
  readonly externalIds: string | null;
  /** Absent where the rows have just been made. */
  readonly gone?: string | null;
}

const KEY_LISTS = `string_agg(id::text, E'\\x1e') AS ids, string_agg(source, E'\\x1e') AS sources,
       string_agg(external_id, E'\\x1e') AS "externalIds"`;

function list(parameter: string): string {
  return `string_to_array(${parameter}, E'\\x1e')`;
}

function keyLists(keys: readonly ConversationKey[]): [string, string] {
  return [
    keys.map((key) => key.source).join(SEPARATOR),
    keys.map((key) => key.conversationId).join(SEPARATOR),
  ];
}

function addKeys(locked: Map<string, LockedConversation>, lists: KeyLists | undefined, isNew: boolean): void {
  const [ids, sources, externalIds] = [lists?.ids, lists?.sources, lists?.externalIds].map(
    (text) => text?.split(SEPARATOR) ?? [],
  );
  const gone = lists?.gone?.split(SEPARATOR);
  for (const [i, id] of (ids ?? []).entries()) {
    const key = { source: sources?.[i] ?? "", conversationId: externalIds?.[i] ?? "" };
    locked.set(keyText(key), { id, isNew, gone: Number(gone?.[i] ?? 0) });
  }
}
