import type pg from "pg";
import type { CanonicalRecord, RecordType } from "@/lib/domain/record";
import { copyRows } from "./copy";

/** A record of the log, without the conversation it belongs to. */
export type LoggedRecord = {
  [T in RecordType]: Pick<Extract<CanonicalRecord, { type: T }>, "type" | "part" | "version" | "body">;
}[RecordType];

/** A record to be appended. */
export interface NewRecord {
  readonly conversation: string;
  readonly importId: string;
  readonly record: CanonicalRecord;
}

/** Appends records in the order given, which is their order of receipt. */
export async function appendRecords(client: pg.PoolClient, records: readonly NewRecord[]): Promise<void> {
  await copyRows(
    client,
    "record",
    ["conversation_id", "type", "part", "version", "import_id", "body", "sent_as"],
    records,
    ({ conversation, importId, record }) => [
      conversation,
      record.type,
      record.part,
      record.version,
      importId,
      JSON.stringify(record.body),
      record.sentAs,
    ],
  );
}

interface LogRow {
  readonly conversation_id: string;
  readonly type: RecordType;
  readonly part: string;
  readonly version: string | null;
  readonly body: LoggedRecord["body"];
}

/**
 * The records of conversations in order of receipt, by conversation. Of messages, which can be many and large, only
 * those that `messages` names (conversation and part).
 */
export async function readRecords(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
  messages: readonly { readonly conversation: string; readonly part: string }[] = [],
): Promise<Map<string, LoggedRecord[]>> {
  const { rows } = await client.query<LogRow>(
    `SELECT conversation_id, type, part, version, body FROM record
     WHERE conversation_id = ANY($1::bigint[])
       AND (type <> 'message' OR (conversation_id, part) IN (SELECT * FROM unnest($2::bigint[], $3::text[])))
     ORDER BY conversation_id, id`,
    [conversations, messages.map((m) => m.conversation), messages.map((m) => m.part)],
  );
  const logs = new Map<string, LoggedRecord[]>();
  for (const row of rows) {
    const log = logs.get(row.conversation_id) ?? [];
    log.push(toLogged(row));
    logs.set(row.conversation_id, log);
  }
  return logs;
}

function toLogged(row: LogRow): LoggedRecord {
  return {
    type: row.type,
    part: row.part,
    version: row.version === null ? null : Number(row.version),
    body: row.body,
  } as LoggedRecord;
}

type LoggedMessage = Extract<LoggedRecord, { type: "message" }>;

/** The message records of conversations in order of receipt, by conversation. */
export async function readTranscripts(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
): Promise<Map<string, LoggedMessage[]>> {
  const transcripts = new Map<string, LoggedMessage[]>();
  if (conversations.length === 0) return transcripts;
  const { rows } = await client.query<LogRow>(
    `SELECT conversation_id, type, part, version, body FROM record
     WHERE conversation_id = ANY($1::bigint[]) AND type = 'message' ORDER BY conversation_id, id`,
    [conversations],
  );
  for (const row of rows) {
    const lines = transcripts.get(row.conversation_id) ?? [];
    lines.push(toLogged(row) as LoggedMessage);
    transcripts.set(row.conversation_id, lines);
  }
  return transcripts;
}

/** The message records of one conversation in order of receipt. */
export async function readMessages(
  pool: pg.Pool,
  conversation: string,
): Promise<Extract<LoggedRecord, { type: "message" }>[]> {
  const { rows } = await pool.query<LogRow>(
    `SELECT conversation_id, type, part, version, body FROM record
     WHERE conversation_id = $1 AND type = 'message' ORDER BY id`,
    [conversation],
  );
  return rows.map((row) => toLogged(row) as Extract<LoggedRecord, { type: "message" }>);
}

/** A stored record's place and body. */
export interface StoredBody {
  readonly conversation: string;
  readonly id: string;
  readonly body: LoggedRecord["body"];
}

/** The bodies of all records of conversations, messages too. */
export async function readBodies(
  client: pg.PoolClient,
  conversations: readonly string[],
): Promise<StoredBody[]> {
  const { rows } = await client.query<StoredBody>(
    `SELECT conversation_id AS conversation, id, body FROM record WHERE conversation_id = ANY($1::bigint[])`,
    [conversations],
  );
  return rows;
}

/** Rewrites bodies in place: the one exception to append-only, for text that must not stay as it came. */
export async function rewriteBodies(client: pg.PoolClient, bodies: readonly StoredBody[]): Promise<void> {
  if (bodies.length === 0) return;
  await client.query(
    `UPDATE record AS r SET body = new.body::json
     FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS new(conversation_id, id, body)
     WHERE r.conversation_id = new.conversation_id AND r.id = new.id`,
    [bodies.map((b) => b.conversation), bodies.map((b) => b.id), bodies.map((b) => JSON.stringify(b.body))],
  );
}

/**
 * Deletes the records of a rating that were made in Baton itself: its author takes them back, or gives it anew. False
 * when there were none. The other exception to append-only.
 */
export async function deleteOwnRating(
  client: pg.PoolClient,
  conversation: string,
  part: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `DELETE FROM record AS r USING import AS i
     WHERE i.id = r.import_id AND i.via = 'rating'
       AND r.conversation_id = $1 AND r.type = 'context_rating' AND r.part = $2`,
    [conversation, part],
  );
  return (rowCount ?? 0) > 0;
}
