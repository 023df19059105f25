import type pg from "pg";
import { foldRawReason, rawReasonKey } from "@/lib/domain/reason-map";
import type { OpenRawReason } from "@/lib/metrics/open-raw-reasons";
import { Parameters, type Selection, selectionCondition } from "./report-sql";

/** The raw reasons of one conversation that only the reason map can classify. */
export interface RawReasonsOfConversation {
  readonly conversation: string;
  readonly source: string;
  readonly open: readonly OpenRawReason[];
}

/** Puts the raw reasons of conversations in place of those that were known. */
export async function writeRawReasons(
  client: pg.PoolClient,
  conversations: readonly RawReasonsOfConversation[],
): Promise<void> {
  if (conversations.length === 0) return;
  await client.query("DELETE FROM raw_reason WHERE conversation_id = ANY($1::bigint[])", [
    conversations.map(({ conversation }) => conversation),
  ]);
  const rows = conversations.flatMap(({ conversation, source, open }) =>
    open.map((reason) => ({ ...reason, conversation, source })),
  );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO raw_reason (conversation_id, raw, source, folded, hand_offs, is_first)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[])`,
    [
      rows.map((row) => row.conversation),
      rows.map((row) => row.raw),
      rows.map((row) => row.source),
      rows.map((row) => foldRawReason(row.raw)),
      rows.map((row) => row.handOffs),
      rows.map((row) => row.isFirst),
    ],
  );
}

/** The raw reasons of conversations as they are stored, in no order. */
export async function readRawReasons(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
): Promise<Map<string, OpenRawReason[]>> {
  const { rows } = await client.query<OpenRawReason & { readonly conversation: string }>(
    `SELECT conversation_id AS conversation, raw, hand_offs AS "handOffs", is_first AS "isFirst"
     FROM raw_reason WHERE conversation_id = ANY($1::bigint[])`,
    [conversations],
  );
  const found = new Map<string, OpenRawReason[]>();
  for (const { conversation, ...reason } of rows) {
    found.set(conversation, [...(found.get(conversation) ?? []), reason]);
  }
  return found;
}

/** A raw reason that only the reason map can classify, with what it stands for in a selection of conversations. */
export interface CountedRawReason {
  readonly source: string;
  /** As it is compared. */
  readonly folded: string;
  /** Every spelling in the records, in code-point order. */
  readonly spellings: readonly string[];
  /** Bot hand-offs of eligible conversations. */
  readonly handOffs: number;
  /** How many of them are the first of their conversation. */
  readonly firsts: number;
}

/** The most frequent of some raw reasons, and what all of them come to. */
export interface CountedRawReasons {
  readonly shown: readonly CountedRawReason[];
  readonly reasons: number;
  readonly handOffs: number;
}

/** Which raw reasons: those that a version of the reason map says something about, or those that it does not. */
export interface RawReasonChoice {
  readonly reasonMapVersion: number;
  readonly mapped: boolean;
}

interface CountedRow {
  readonly source: string;
  readonly folded: string;
  readonly spellings: readonly string[];
  readonly hand_offs: string;
  readonly firsts: string;
  readonly all_reasons: string;
  readonly all_hand_offs: string;
}

/** Raw reasons in the hand-offs of eligible conversations, most hand-offs first, at most `limit` of them. */
export async function countRawReasons(
  client: pg.Pool | pg.PoolClient,
  selection: Selection,
  { reasonMapVersion, mapped }: RawReasonChoice,
  limit: number,
): Promise<CountedRawReasons> {
  const parameters = new Parameters();
  const { rows } = await client.query<CountedRow>(
    `SELECT *, count(*) OVER () AS all_reasons, sum(hand_offs) OVER () AS all_hand_offs
     FROM (${countedSql(selection, parameters)}
           AND ${mapped ? "" : "NOT "}EXISTS (
             SELECT FROM reason_map_entry AS e
             WHERE e.version = ${parameters.add(reasonMapVersion)} AND e.source = r.source AND e.folded = r.folded)
           GROUP BY r.source, r.folded) AS counted
     ORDER BY hand_offs DESC, source COLLATE "C", folded COLLATE "C" LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  const [first] = rows;
  return {
    shown: rows.map(toCounted),
    reasons: Number(first?.all_reasons ?? 0),
    handOffs: Number(first?.all_hand_offs ?? 0),
  };
}

/** The same for certain raw reasons, in no order; those without a hand-off are left out. */
export async function countCertainRawReasons(
  client: pg.Pool | pg.PoolClient,
  selection: Selection,
  reasons: readonly { readonly source: string; readonly folded: string }[],
): Promise<CountedRawReason[]> {
  if (reasons.length === 0) return [];
  const parameters = new Parameters();
  const { rows } = await client.query<CountedRow>(
    `${countedSql(selection, parameters)} AND (r.source, r.folded) IN ${certain(reasons, parameters)}
     GROUP BY r.source, r.folded`,
    parameters.values,
  );
  return rows.map(toCounted);
}

/** The latest conversations of each of some raw reasons: id and source by {@link rawReasonKey}, newest first. */
export async function findExamples(
  client: pg.Pool | pg.PoolClient,
  generation: number,
  reasons: readonly { readonly source: string; readonly folded: string }[],
  limit: number,
): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ source: string; folded: string; id: string }>(
    `SELECT k.source, k.folded, c.external_id AS id
     FROM unnest($1::text[], $2::text[]) AS k (source, folded)
     CROSS JOIN LATERAL (
       SELECT DISTINCT r.conversation_id FROM raw_reason AS r
       JOIN measure AS m ON m.generation = $3 AND m.conversation_id = r.conversation_id AND m.eligible > 0
       WHERE r.source = k.source AND r.folded = k.folded ORDER BY r.conversation_id DESC LIMIT $4) AS r
     JOIN conversation AS c ON c.id = r.conversation_id ORDER BY k.source, k.folded, c.id DESC`,
    [reasons.map((reason) => reason.source), reasons.map((reason) => reason.folded), generation, limit],
  );
  const found = new Map<string, string[]>();
  for (const { source, folded, id } of rows) {
    const key = rawReasonKey(source, folded);
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}

function countedSql(selection: Selection, parameters: Parameters): string {
  return `SELECT r.source, r.folded, array_agg(DISTINCT r.raw COLLATE "C") AS spellings,
                 sum(r.hand_offs) AS hand_offs, count(*) FILTER (WHERE r.is_first) AS firsts
          FROM (SELECT conversation_id FROM measure
                WHERE ${selectionCondition(selection, parameters)} AND eligible > 0) AS m
          JOIN raw_reason AS r ON r.conversation_id = m.conversation_id
          WHERE true`;
}

function certain(
  reasons: readonly { readonly source: string; readonly folded: string }[],
  parameters: Parameters,
): string {
  const [sources, folded] = [reasons.map((r) => r.source), reasons.map((r) => r.folded)];
  return `(SELECT * FROM unnest(${parameters.add(sources)}::text[], ${parameters.add(folded)}::text[]))`;
}

function toCounted(row: CountedRow): CountedRawReason {
  return {
    source: row.source,
    folded: row.folded,
    spellings: row.spellings,
    handOffs: Number(row.hand_offs),
    firsts: Number(row.firsts),
  };
}
