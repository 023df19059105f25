import type pg from "pg";
import { addDays } from "@/lib/domain/day";
import { type Period, type Week, weekDays, weekOf } from "@/lib/domain/period";
import { type Dimension, isFacetDimension } from "@/lib/metrics/dimensions";
import type { FacetCounts } from "./facet-payload";
import { PeriodAnswers } from "./period-answers";
import { RATED, readAllFacets } from "./report-facets";
import { Parameters, type Selection, selectionCondition } from "./report-sql";
import type { Snapshot } from "./snapshot";

/** Ratings by agent of the conversations of one week that share their values of some dimensions. */
export interface AgentsCell {
  readonly week: Week;
  /** One value a dimension, in the order asked. */
  readonly key: readonly (string | null)[];
  readonly agents: ReadonlyMap<string, FacetCounts>;
}

/** What a cell, and an agent in it, take in memory; roughly. */
const [BYTES_A_CELL, BYTES_AN_AGENT] = [400, 100];
const answers = new PeriodAnswers<readonly AgentsCell[]>(16 * 1024 * 1024, (cells) =>
  cells.reduce((sum, { agents }) => sum + BYTES_A_CELL + BYTES_AN_AGENT * agents.size, 0),
);

/**
 * All ratings there are, by week and dimensions: from the daily totals where they cover the dimensions, else from the
 * measure rows of rated conversations alone. The same object as long as nothing changes.
 */
export async function readRatedCells(
  snapshot: Snapshot,
  generation: number,
  dimensions: readonly Dimension[],
): Promise<readonly AgentsCell[]> {
  const selection: Selection = { generation, period: null, filters: [] };
  return answers.read(snapshot, selection, JSON.stringify(dimensions), async () => {
    const question = { selection, by: ["week" as const, ...dimensions], facets: ["rating_agent" as const] };
    const [rows = []] = await readAllFacets(snapshot, [question]);
    return rows.map(({ key: [week, ...key], keys }) => ({ week: week ?? "", key, agents: keys }));
  });
}

/** Ratings on the days of a period's first and last week that lie outside of it, whatever their conversations are. */
export async function readPartialWeeks(
  snapshot: Snapshot,
  { generation, period }: Selection,
): Promise<Pick<AgentsCell, "week" | "agents">[]> {
  if (!period) return [];
  const [first, last] = [weekOf(period.from), weekOf(period.to)];
  const outside: readonly (Period & { week: Week })[] = [
    { week: first, from: weekDays(first).from, to: addDays(period.from, -1) },
    { week: last, from: addDays(period.to, 1), to: weekDays(last).to },
  ].filter(({ from, to }) => from <= to);
  const found: Pick<AgentsCell, "week" | "agents">[] = [];
  for (const { week, ...days } of outside) {
    const selection: Selection = { generation, period: days, filters: [] };
    const [rows = []] = await readAllFacets(snapshot, [{ selection, by: [], facets: ["rating_agent"] }]);
    found.push(...rows.map(({ keys }) => ({ week, agents: keys })));
  }
  return found;
}

/**
 * Ratings of conversations in which the reason map classifies a hand-off, by raw reason, in the current map. Empty
 * without a map, or where none of them is rated.
 */
export async function readMappedRatings(
  client: pg.PoolClient,
  selection: Selection,
): Promise<Pick<AgentsCell, "agents">[]> {
  const parameters = new Parameters();
  const filters = selection.filters.filter(({ dimension }) => !isFacetDimension(dimension));
  const condition = selectionCondition({ ...selection, filters }, parameters);
  return gather(
    await client.query<Record<string, string | null>>(
      `SELECT r.source AS k0, r.folded AS k1, ${AGENT_COUNTS.join(", ")}
       FROM (SELECT * FROM measure WHERE ${condition} AND ${RATED}) AS m
       JOIN raw_reason AS r USING (conversation_id)
       JOIN generation AS g ON g.id = m.generation
       JOIN reason_map_entry AS e ON e.version = g.reason_map_version AND e.source = r.source AND e.folded = r.folded
       CROSS JOIN LATERAL jsonb_array_elements(m.facets) AS f
       WHERE f ->> 0 = 'rating_agent' GROUP BY k0, k1, agent`,
      parameters.values,
    ),
    2,
  );
}

/** An agent's four counts of a `rating_agent` facet, summed. */
const AGENT_COUNTS = [
  "f ->> 1 AS agent",
  ...[1, 2, 3, 4].map((n) => `sum((f ->> ${n + 1})::bigint) AS n${n}`),
];

/** Puts the agents of each key together. */
function gather({ rows }: { rows: Record<string, string | null>[] }, keys: number) {
  const found = new Map<string, { key: (string | null)[]; agents: Map<string, FacetCounts> }>();
  for (const row of rows) {
    const key = Array.from({ length: keys }, (_, i) => row[`k${i}`] ?? null);
    const name = JSON.stringify(key);
    const cell = found.get(name) ?? { key, agents: new Map<string, FacetCounts>() };
    found.set(name, cell);
    cell.agents.set(row.agent ?? "", [Number(row.n1), Number(row.n2), Number(row.n3), Number(row.n4)]);
  }
  return [...found.values()];
}
