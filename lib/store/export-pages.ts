import type pg from "pg";
import type { Day } from "@/lib/domain/day";
import type { CanonicalRecord, RecordType } from "@/lib/domain/record";

/** Which conversations: all, or those of some days (both inclusive) under a generation. */
export interface ExportRange {
  readonly generation: number;
  readonly from: Day | null;
  readonly to: Day | null;
}

interface Named {
  readonly id: string;
  readonly source: string;
  readonly conversationId: string;
}

/** Some conversations whose records are there, and where the next page begins; null after the last. */
export interface ExportPage {
  readonly conversations: readonly Named[];
  readonly next: readonly string[] | null;
}

/** The next page of an export, after the place where the last one ended. */
export async function nextExportPage(
  client: pg.PoolClient,
  range: ExportRange,
  after: readonly string[] | null,
  limit: number,
): Promise<ExportPage> {
  const byDay = range.from !== null || range.to !== null;
  const { rows } = byDay
    ? await client.query<Named & { readonly gone: number; readonly day: string; readonly started: string }>(
        `SELECT c.id, c.source, c.external_id AS "conversationId", c.gone & 4 AS gone, m.day::text, m.started_at::text AS started
         FROM (SELECT conversation_id, day, started_at FROM measure
               WHERE generation = $1 AND day >= coalesce($2::date, '-infinity') AND day <= coalesce($3::date, 'infinity')
                 AND ($4::date IS NULL OR (day, started_at, conversation_id) > ($4::date, $5::timestamptz, $6::bigint))
               ORDER BY day, started_at, conversation_id LIMIT $7) AS m
         JOIN conversation AS c ON c.id = m.conversation_id ORDER BY m.day, m.started_at, m.conversation_id`,
        [
          range.generation,
          range.from,
          range.to,
          after?.[0] ?? null,
          after?.[1] ?? null,
          after?.[2] ?? null,
          limit,
        ],
      )
    : await client.query<Named & { readonly gone: number; readonly day: string; readonly started: string }>(
        `SELECT id, source, external_id AS "conversationId", gone & 4 AS gone, '' AS day, '' AS started FROM conversation
         WHERE id > $1 ORDER BY id LIMIT $2`,
        [after?.[2] ?? "0", limit],
      );
  const last = rows.at(-1);
  return {
    conversations: rows.filter(({ gone }) => gone === 0),
    next: last && rows.length === limit ? [last.day, last.started, last.id] : null,
  };
}

/** Every record of conversations, messages too, in order of receipt within each. */
export async function readWholeLog(
  client: pg.PoolClient,
  conversations: readonly Named[],
): Promise<CanonicalRecord[]> {
  const { rows } = await client.query<{
    conversation: string;
    type: RecordType;
    part: string;
    version: string | null;
    body: object;
  }>(
    `SELECT conversation_id AS conversation, type, part, version, body FROM record
     WHERE conversation_id = ANY($1::bigint[]) ORDER BY conversation_id, id`,
    [conversations.map(({ id }) => id)],
  );
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  return rows.flatMap(({ conversation, type, part, version, body }) => {
    const named = byId.get(conversation);
    if (!named) return [];
    const { source, conversationId } = named;
    // The log holds only what ingest made: a body of the record's type.
    const record = {
      type,
      source,
      conversationId,
      part,
      version: version === null ? null : Number(version),
      body,
    };
    return [record as CanonicalRecord];
  });
}
