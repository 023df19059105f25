import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { Facet } from "@/lib/metrics/measures";
import { type Asked, type AskedTogether, askTogether, keyInStretch } from "./ask-together";
import { type FacetCounts, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import { dimensionExpression, Parameters, periodsCondition, type Selection } from "./report-sql";
import type { Snapshot } from "./snapshot";

/** Sums of one facet's keys within one row of a report. */
export interface FacetRow {
  /** One value a dimension, in the order asked. */
  readonly key: readonly (string | null)[];
  readonly facet: Facet;
  readonly keys: ReadonlyMap<string, FacetCounts>;
}

/** A question for sums of facets; `field` is a facet itself, and is neither split nor filtered by. */
export interface FacetsQuestion extends Asked {
  readonly facets: readonly Facet[];
}

/**
 * Sums of facets by up to two dimensions (other than `field`): from the daily totals where they cover the question,
 * else from the measure rows. Rows come in no order.
 */
export async function readFacets(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
): Promise<FacetRow[]> {
  const [rows] = await readAllFacets({ read: (work) => work(client) }, [{ selection, by, facets }]);
  return rows ?? [];
}

/** The same for many questions, a list of rows each; what several of them add up is read once. */
export async function readAllFacets(
  snapshot: Snapshot,
  questions: readonly FacetsQuestion[],
): Promise<FacetRow[][]> {
  const groups = askTogether(questions, FACET_GROUPINGS);
  const found = await Promise.all(
    groups.map(async (group) => {
      const rows = await snapshot.read((client) =>
        group.grouping === null ? readFromMeasures(client, group) : readFromTotals(client, group),
      );
      return group.questions.map((question) => [question, addUp(question, group, rows)] as const);
    }),
  );
  const answers = new Map(found.flat());
  return questions.map((question) => answers.get(question) ?? []);
}

type Group = AskedTogether<FacetsQuestion>;

interface ReadRow {
  /** Its stretch of time, from 1. */
  readonly stretch: number;
  readonly values: readonly (string | null)[];
  readonly facet: Facet;
  /** Keys and their counts; a key may come several times. */
  readonly payload: Buffer | ReadonlyMap<string, FacetCounts>;
}

async function readFromTotals(client: pg.PoolClient, group: Group): Promise<ReadRow[]> {
  const { keys, names, parameters, condition, facets } = prepare(group);
  const columns = [...keys, "facet", "payload"].join(", ");
  const wanted = `facet = ANY(${facets}) AND ${condition}`;
  const { rows } = await client.query<Record<string, string | null> & { facet: Facet; payload: Buffer }>(
    `SELECT ${[...names, "facet"].join(", ")}, string_agg(payload, ''::bytea) AS payload
     FROM (SELECT ${columns} FROM facet_total WHERE grouping = ${group.grouping} AND ${wanted}
           UNION ALL SELECT ${columns} FROM facet_pending WHERE ${wanted}) AS rows
     GROUP BY ${[...names, "facet"].join(", ")}`,
    parameters.values,
  );
  return rows.map((row) => ({
    stretch: Number(row.stretch ?? 0),
    values: group.dimensions.map((_, i) => row[`k${i}`] ?? null),
    facet: row.facet,
    payload: row.payload,
  }));
}

async function readFromMeasures(client: pg.PoolClient, group: Group): Promise<ReadRow[]> {
  const { keys, names, parameters, condition, facets } = prepare(group);
  const groups = [...names, "facet", "facet_key"].join(", ");
  const counts = [1, 2, 3, 4].map((n) => `sum((f ->> ${n + 1})::bigint) AS n${n}`).join(", ");
  const { rows } = await client.query<Record<string, string | null> & { facet: Facet }>(
    `SELECT ${[...keys, "f ->> 0 AS facet", "f ->> 1 AS facet_key"].join(", ")}, ${counts}
     FROM measure CROSS JOIN LATERAL jsonb_array_elements(facets) AS f
     WHERE ${condition} AND f ->> 0 = ANY(${facets}) GROUP BY ${groups}`,
    parameters.values,
  );
  const found = new Map<string, ReadRow & { readonly payload: Map<string, FacetCounts> }>();
  for (const row of rows) {
    const values = group.dimensions.map((_, i) => row[`k${i}`] ?? null);
    const stretch = Number(row.stretch ?? 0);
    const id = JSON.stringify([row.facet, stretch, values]);
    const entry = found.get(id) ?? { stretch, values, facet: row.facet, payload: new Map() };
    entry.payload.set(row.facet_key ?? "", [Number(row.n1), Number(row.n2), Number(row.n3), Number(row.n4)]);
    found.set(id, entry);
  }
  return [...found.values()];
}

function prepare(group: Group) {
  const { stretches, dimensions, questions } = group;
  const parameters = new Parameters();
  const names = dimensions.map((_, i) => `k${i}`);
  const keys = dimensions.map((dimension, i) => `${dimensionExpression(dimension, parameters)} AS k${i}`);
  if (stretches) {
    names.unshift("stretch");
    keys.unshift(`width_bucket(day, ${parameters.add(stretches)}::date[]) AS stretch`);
  }
  const condition = periodsCondition(group, parameters);
  const all = [...new Set(questions.flatMap(({ facets }) => facets))];
  return { parameters, names, keys, condition, facets: `${parameters.add(all)}::text[]` };
}

function addUp(
  question: FacetsQuestion,
  { stretches, dimensions }: Group,
  rows: readonly ReadRow[],
): FacetRow[] {
  const found = new Map<string, FacetRow & { readonly keys: Map<string, FacetCounts> }>();
  for (const { stretch, values, facet, payload } of rows) {
    if (!question.facets.includes(facet)) continue;
    const key = keyInStretch(question, stretches?.[stretch - 1] ?? null, dimensions, values);
    if (!key) continue;
    const id = JSON.stringify([facet, key]);
    const entry = found.get(id) ?? { key, facet, keys: new Map<string, FacetCounts>() };
    found.set(id, entry);
    if (Buffer.isBuffer(payload)) unpackFacets(payload, entry.keys);
    else addCounts(payload, entry.keys);
  }
  return [...found.values()];
}

function addCounts(counts: ReadonlyMap<string, FacetCounts>, into: Map<string, FacetCounts>): void {
  for (const [key, added] of counts) {
    const sum = into.get(key);
    if (sum) for (const i of [0, 1, 2, 3] as const) sum[i] += added[i];
    else into.set(key, [...added]);
  }
}
