import type pg from "pg";
import { PeriodAnswers } from "./period-answers";
import { Parameters, type Selection, selectionCondition } from "./report-sql";
import { onSharedSnapshot } from "./snapshot";

/** A value that some of the sampled conversations have; null = not known. */
export interface SampledValue {
  /** `queue` or `attr.NAME`. */
  readonly dimension: string;
  readonly value: string | null;
  readonly conversations: number;
}

/** Conversations that are looked at: the newest ones, found through the index by day. */
export const SAMPLED_CONVERSATIONS = 4000;
const MOST_VALUES = 40;

/** What a sample takes in memory, roughly: some dimensions of so many values. */
const BYTES = 50_000;
const answers = new PeriodAnswers<readonly SampledValue[]>(2 * 1024 * 1024, () => BYTES);

/**
 * Values of the dimensions that no totals are kept by, as the newest counted conversations of a period have them, the
 * most frequent {@link MOST_VALUES} each. Reads a bounded number of rows, however many there are.
 */
export function sampleValues(
  pool: pg.Pool,
  selection: Pick<Selection, "generation" | "period">,
): Promise<readonly SampledValue[]> {
  return onSharedSnapshot(pool, 1, (snapshot) =>
    answers.read(snapshot, selection, "", () => snapshot.read((client) => readSample(client, selection))),
  );
}

async function readSample(
  client: pg.PoolClient,
  selection: Pick<Selection, "generation" | "period">,
): Promise<SampledValue[]> {
  const parameters = new Parameters();
  const condition = selectionCondition({ ...selection, filters: [] }, parameters);
  const { rows } = await client.query<{ dimension: string; value: string | null; conversations: string }>(
    `WITH sample AS MATERIALIZED (
       SELECT queue, attributes FROM measure WHERE ${condition} AND eligible > 0
       ORDER BY day DESC, started_at DESC, conversation_id DESC LIMIT ${parameters.add(SAMPLED_CONVERSATIONS)}
     ), counted AS (
       SELECT dimension, value, count(*) AS conversations FROM (
         SELECT 'queue' AS dimension, queue AS value FROM sample
         UNION ALL SELECT 'attr.' || a.key, a.value FROM sample CROSS JOIN LATERAL jsonb_each_text(attributes) AS a
       ) AS found GROUP BY dimension, value
     )
     SELECT dimension, value, conversations FROM (
       SELECT *, row_number() OVER (PARTITION BY dimension ORDER BY conversations DESC, value) AS place FROM counted
     ) AS ranked WHERE place <= ${parameters.add(MOST_VALUES)} ORDER BY dimension, place`,
    parameters.values,
  );
  return rows.map((row) => ({ ...row, conversations: Number(row.conversations) }));
}
