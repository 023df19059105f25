import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { Facet } from "@/lib/metrics/measures";
import { type Asked, type AskedTogether, askTogether, keyInStretch } from "./ask-together";
import { type FacetCounts, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import { cellPicker } from "./pick-cells";
import { dimensionExpression, isOfDay, Parameters, periodsCondition, type Selection } from "./report-sql";
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
  /** Keys and their counts, packed or not; a key may come several times. */
  readonly keys: readonly Buffer[] | ReadonlyMap<string, FacetCounts>;
}

/** From the totals: all cells of some days, or what is pending of one cell. */
interface TotalsRow {
  readonly [name: string]: unknown;
  readonly facet: Facet;
  readonly cells: Buffer | null;
  readonly keys: Buffer | null;
}

async function readFromTotals(client: pg.PoolClient, group: Group): Promise<ReadRow[]> {
  const { columns, parameters, condition, facets } = prepare(group);
  const ofDays = { ...group, filters: group.filters.filter(({ dimension }) => isOfDay(dimension)) };
  const by = [...columns.map(({ name }) => name), "facet"].join(", ");
  // Of what is pending the database picks; out of whole days cells are picked here.
  const pending = columns.map(({ name, sql }) => `${sql} AS ${name}`);
  const days = columns.map(({ name, sql, ofDay }) => `${ofDay ? sql : "NULL::text"} AS ${name}`);
  const { rows } = await client.query<TotalsRow>(
    `SELECT ${by}, string_agg(payload, ''::bytea) AS cells, NULL::bytea AS keys
     FROM (SELECT ${[...days, "facet", "payload"].join(", ")} FROM facet_total
           WHERE grouping = ${group.grouping} AND facet = ANY(${facets})
             AND ${periodsCondition(ofDays, parameters)}) AS days GROUP BY ${by}
     UNION ALL
     SELECT ${by}, NULL, string_agg(payload, ''::bytea)
     FROM (SELECT ${[...pending, "facet", "payload"].join(", ")} FROM facet_pending
           WHERE facet = ANY(${facets}) AND ${condition}) AS pending GROUP BY ${by}`,
    parameters.values,
  );
  const inCells = group.dimensions.filter((dimension) => !isOfDay(dimension));
  const pick = cellPicker(
    FACET_GROUPINGS[group.grouping ?? 0] ?? [],
    inCells,
    group.filters.filter(({ dimension }) => !isOfDay(dimension)),
  );
  return rows.flatMap((row) => {
    const { facet, cells, keys } = row;
    const stretch = Number(row.stretch ?? 0);
    const values = group.dimensions.map((_, i) => (row[`k${i}`] ?? null) as string | null);
    if (!cells) return [{ stretch, values, facet, keys: keys ? [keys] : [] }];
    return pick(cells).map((picked) => ({
      stretch,
      values: group.dimensions.map((dimension, i) =>
        isOfDay(dimension) ? (values[i] ?? null) : (picked.values[inCells.indexOf(dimension)] ?? null),
      ),
      facet,
      keys: picked.keys,
    }));
  });
}

async function readFromMeasures(client: pg.PoolClient, group: Group): Promise<ReadRow[]> {
  const { columns, parameters, condition, facets } = prepare(group);
  const keys = columns.map(({ name, sql }) => `${sql} AS ${name}`);
  const groups = [...columns.map(({ name }) => name), "facet", "facet_key"].join(", ");
  const counts = [1, 2, 3, 4].map((n) => `sum((f ->> ${n + 1})::bigint) AS n${n}`).join(", ");
  const { rows } = await client.query<Record<string, string | null> & { facet: Facet }>(
    `SELECT ${[...keys, "f ->> 0 AS facet", "f ->> 1 AS facet_key"].join(", ")}, ${counts}
     FROM measure CROSS JOIN LATERAL jsonb_array_elements(facets) AS f
     WHERE ${condition} AND f ->> 0 = ANY(${facets}) GROUP BY ${groups}`,
    parameters.values,
  );
  const found = new Map<string, ReadRow & { readonly keys: Map<string, FacetCounts> }>();
  for (const row of rows) {
    const values = group.dimensions.map((_, i) => row[`k${i}`] ?? null);
    const stretch = Number(row.stretch ?? 0);
    const id = JSON.stringify([row.facet, stretch, values]);
    const entry = found.get(id) ?? { stretch, values, facet: row.facet, keys: new Map() };
    entry.keys.set(row.facet_key ?? "", [Number(row.n1), Number(row.n2), Number(row.n3), Number(row.n4)]);
    found.set(id, entry);
  }
  return [...found.values()];
}

/** A column that the answer is split by. */
interface Column {
  readonly name: string;
  readonly sql: string;
  /** Its value follows from the day. */
  readonly ofDay: boolean;
}

function prepare(group: Group) {
  const { stretches, dimensions, questions } = group;
  const parameters = new Parameters();
  const columns = dimensions.map(
    (dimension, i): Column => ({
      name: `k${i}`,
      sql: dimensionExpression(dimension, parameters),
      ofDay: isOfDay(dimension),
    }),
  );
  if (stretches) {
    const sql = `width_bucket(day, ${parameters.add(stretches)}::date[])`;
    columns.unshift({ name: "stretch", sql, ofDay: true });
  }
  const condition = periodsCondition(group, parameters);
  const all = [...new Set(questions.flatMap(({ facets }) => facets))];
  return { parameters, columns, condition, facets: `${parameters.add(all)}::text[]` };
}

function addUp(
  question: FacetsQuestion,
  { stretches, dimensions }: Group,
  rows: readonly ReadRow[],
): FacetRow[] {
  const found = new Map<string, FacetRow & { readonly keys: Map<string, FacetCounts> }>();
  for (const { stretch, values, facet, keys } of rows) {
    if (!question.facets.includes(facet)) continue;
    const key = keyInStretch(question, stretches?.[stretch - 1] ?? null, dimensions, values);
    if (!key) continue;
    const id = JSON.stringify([facet, key]);
    const entry = found.get(id) ?? { key, facet, keys: new Map<string, FacetCounts>() };
    found.set(id, entry);
    if (keys instanceof Map) addCounts(keys, entry.keys);
    else for (const packed of keys as readonly Buffer[]) unpackFacets(packed, entry.keys);
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
