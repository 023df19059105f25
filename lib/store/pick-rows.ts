import type pg from "pg";
import type { Micros } from "@/lib/domain/record";
import { type MeasureId, SCORE_UNIT } from "@/lib/metrics/measures";
import { Parameters, type Selection, selectionCondition } from "./report-sql";

/** Which rows are picked. */
export interface PickQuestion {
  readonly selection: Selection;
  /** Only rows with at least one unit of every one of these. */
  readonly having: readonly MeasureId[];
  /** Only rows with fewer units of the first than of the second. */
  readonly short: readonly [MeasureId, MeasureId] | null;
  /** The row with the least of this comes first; null = by lot alone. */
  readonly least: MeasureId | null;
  /** Decides by lot among equals, the same way every time: a whole number. */
  readonly seed: number;
  readonly limit: number;
}

/** A conversation that was picked. */
export interface PickedRow {
  readonly source: string;
  readonly conversationId: string;
  readonly startedAt: Micros;
  readonly channel: string | null;
  readonly queryType: string | null;
  /** The counted post-hand-off CSAT score on 1–5; null = none. */
  readonly csat: number | null;
}

/** Picks counted conversations by rule, the first choice first. */
export async function pickRows(pool: pg.Pool, question: PickQuestion): Promise<PickedRow[]> {
  const parameters = new Parameters();
  const { selection, having, short, least, seed, limit } = question;
  const conditions = [
    selectionCondition(selection, parameters),
    "eligible > 0",
    ...having.map((measure) => `${measure} > 0`),
    ...(short ? [`coalesce(${short[0]}, 0) < ${short[1]}`] : []),
  ];
  const { rows } = await pool.query<{
    source: string;
    external_id: string;
    started: string;
    channel: string | null;
    query_type: string | null;
    score: string | null;
  }>(
    `SELECT m.*, c.source, c.external_id
     FROM (SELECT conversation_id, channel, query_type, post_score::text AS score,
                  (extract(epoch FROM started_at) * 1000000)::bigint::text AS started,
                  ${least ? `coalesce(${least}, 0)` : "0::bigint"} AS least,
                  hashint8extended(conversation_id, ${parameters.add(seed)}::bigint) AS lot
           FROM measure WHERE ${conditions.join(" AND ")}
           ORDER BY least, lot, conversation_id LIMIT ${parameters.add(limit)}) AS m
     JOIN conversation AS c ON c.id = m.conversation_id
     ORDER BY m.least, m.lot, m.conversation_id`,
    parameters.values,
  );
  return rows.map((row) => ({
    source: row.source,
    conversationId: row.external_id,
    startedAt: Number(row.started),
    channel: row.channel,
    queryType: row.query_type,
    csat: row.score === null ? null : Number(row.score) / SCORE_UNIT,
  }));
}
