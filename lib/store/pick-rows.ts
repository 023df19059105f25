import type pg from "pg";
import type { Micros } from "@/lib/domain/record";
import { type MeasureId, SCORE_UNIT } from "@/lib/metrics/measures";
import { PeriodAnswers } from "./period-answers";
import { Parameters, type Selection, selectionCondition } from "./report-sql";
import { onSharedSnapshot } from "./snapshot";

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

/** What is picked of the measure rows, before it is looked up who it is. */
interface Pick {
  readonly conversation_id: string;
  readonly started: string;
  readonly channel: string | null;
  readonly query_type: string | null;
  readonly score: string | null;
}

/** What a list of picks takes in memory, roughly. */
const BYTES = 2000;
const answers = new PeriodAnswers<readonly Pick[]>(2 * 1024 * 1024, () => BYTES);

/** Picks counted conversations by rules, a list for each, the first choice first. */
export function pickRows(pool: pg.Pool, questions: readonly PickQuestion[]): Promise<PickedRow[][]> {
  return onSharedSnapshot(pool, 1, async (snapshot) => {
    const picked: PickedRow[][] = [];
    for (const { selection, ...rule } of questions) {
      const name = JSON.stringify([selection.filters, rule]);
      const picks = await answers.read(snapshot, selection, name, () =>
        snapshot.read((client) => readPicks(client, { selection, ...rule })),
      );
      picked.push(await snapshot.read((client) => whoIs(client, picks)));
    }
    return picked;
  });
}

async function readPicks(client: pg.PoolClient, question: PickQuestion): Promise<Pick[]> {
  const parameters = new Parameters();
  const { selection, having, short, least, seed, limit } = question;
  const conditions = [
    selectionCondition(selection, parameters),
    "eligible > 0",
    ...having.map((measure) => `${measure} > 0`),
    ...(short ? [`coalesce(${short[0]}, 0) < ${short[1]}`] : []),
  ];
  const { rows } = await client.query<Pick>(
    `SELECT conversation_id, channel, query_type, post_score::text AS score,
            (extract(epoch FROM started_at) * 1000000)::bigint::text AS started
     FROM measure WHERE ${conditions.join(" AND ")}
     ORDER BY ${least ? `coalesce(${least}, 0), ` : ""}hashint8extended(conversation_id, ${parameters.add(seed)}::bigint), conversation_id
     LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** Erased conversations are nobody any more: they are left out. */
async function whoIs(client: pg.PoolClient, picks: readonly Pick[]): Promise<PickedRow[]> {
  if (picks.length === 0) return [];
  const { rows } = await client.query<{ id: string; source: string; external_id: string }>(
    "SELECT id, source, external_id FROM conversation WHERE id = ANY($1::bigint[])",
    [picks.map((pick) => pick.conversation_id)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return picks.flatMap((pick) => {
    const found = known.get(pick.conversation_id);
    if (!found) return [];
    return [
      {
        source: found.source,
        conversationId: found.external_id,
        startedAt: Number(pick.started),
        channel: pick.channel,
        queryType: pick.query_type,
        csat: pick.score === null ? null : Number(pick.score) / SCORE_UNIT,
      },
    ];
  });
}
