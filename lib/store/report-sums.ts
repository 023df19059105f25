import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MeasureSums } from "@/lib/metrics/evaluate";
import type { Facet, MeasureId } from "@/lib/metrics/measures";
import {
  coveringGrouping,
  dimensionExpression,
  Parameters,
  type Selection,
  selectionCondition,
} from "./report-sql";

/** Sums of one row of a report; the key has one value a dimension, in the order asked. */
export interface SumsRow {
  readonly key: readonly (string | null)[];
  readonly sums: MeasureSums;
}

/** Sums of one facet key within one row of a report. */
export interface FacetRow {
  readonly key: readonly (string | null)[];
  readonly facetKey: string;
  readonly counts: readonly [number, number, number, number];
}

interface Source {
  /** Tables or subqueries whose rows are added up. */
  readonly tables: readonly string[];
  readonly condition: (table: string) => string;
}

/**
 * Sums of measures by up to two dimensions: from the daily totals where they cover the question, else from the
 * measure rows. Rows come in no order; without conversations behind it there is no row.
 */
export async function readSums(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  measures: readonly MeasureId[],
): Promise<SumsRow[]> {
  const parameters = new Parameters();
  const keys = by.map((dimension) => dimensionExpression(dimension, parameters));
  const wanted = [...new Set<MeasureId>(["eligible", ...measures])];
  const columns = [...keys.map((key, i) => `${key} AS k${i}`), ...wanted].join(", ");
  const source = sumsSource(selection, by, parameters);
  const rows = source.tables.map(
    (table) => `SELECT ${columns} FROM ${table} WHERE ${source.condition(table)}`,
  );
  const keyNames = keys.map((_, i) => `k${i}`);
  const { rows: found } = await client.query<Record<string, string | null>>(
    `SELECT ${[...keyNames, ...wanted.map((m) => `sum(${m}) AS ${m}`)].join(", ")}
     FROM (${rows.join(" UNION ALL ")}) AS rows
     ${keyNames.length > 0 ? `GROUP BY ${keyNames.join(", ")}` : ""} HAVING sum(eligible) > 0`,
    parameters.values,
  );
  return found.map((row) => ({
    key: keyNames.map((name) => row[name] ?? null),
    sums: Object.fromEntries(wanted.map((m) => [m, Number(row[m] ?? 0)])),
  }));
}

function sumsSource(selection: Selection, by: readonly Dimension[], parameters: Parameters): Source {
  const condition = selectionCondition(selection, parameters);
  const grouping = coveringGrouping([...by, ...selection.filters.map((filter) => filter.dimension)]);
  if (grouping === null) return { tables: ["measure"], condition: () => condition };
  return {
    tables: ["total", "total_pending"],
    condition: (table) => (table === "total" ? `grouping = ${grouping} AND ${condition}` : condition),
  };
}

/**
 * Sums of facets by up to two dimensions. Where `field` is a dimension asked for or filtered by, it is the facet's own
 * key. Rows come in no order.
 */
export async function readFacets(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
): Promise<(FacetRow & { readonly facet: Facet })[]> {
  const parameters = new Parameters();
  const keys = by.map((dimension) => dimensionExpression(dimension, parameters));
  const columns = [
    ...keys.map((key, i) => `${key} AS k${i}`),
    "facet",
    "key AS facet_key",
    "n1",
    "n2",
    "n3",
    "n4",
  ];
  const condition = `${selectionCondition(selection, parameters)} AND facet = ANY(${parameters.add(facets)}::text[])`;
  const grouping = coveringGrouping([...by, ...selection.filters.map((filter) => filter.dimension)]);
  const rows =
    grouping === null
      ? [`SELECT ${columns.join(", ")} FROM ${FACETS_OF_MEASURES} WHERE ${condition}`]
      : [
          `SELECT ${columns.join(", ")} FROM facet_total WHERE grouping = ${grouping} AND ${condition}`,
          `SELECT ${columns.join(", ")} FROM facet_pending WHERE ${condition}`,
        ];
  const groups = [...keys.map((_, i) => `k${i}`), "facet", "facet_key"].join(", ");
  const { rows: found } = await client.query<Record<string, string | null>>(
    `SELECT ${groups}, sum(n1) AS n1, sum(n2) AS n2, sum(n3) AS n3, sum(n4) AS n4
     FROM (${rows.join(" UNION ALL ")}) AS rows GROUP BY ${groups} HAVING sum(n1) + sum(n2) + sum(n3) + sum(n4) > 0`,
    parameters.values,
  );
  return found.map((row) => ({
    key: keys.map((_, i) => row[`k${i}`] ?? null),
    facet: row.facet as Facet,
    facetKey: row.facet_key ?? "",
    counts: [Number(row.n1), Number(row.n2), Number(row.n3), Number(row.n4)],
  }));
}

/** Measure rows with their facets unfolded into the columns of the facet totals. */
const FACETS_OF_MEASURES = `measure CROSS JOIN LATERAL (
  SELECT f ->> 0 AS facet, f ->> 1 AS key,
         (f ->> 2)::bigint AS n1, (f ->> 3)::bigint AS n2, (f ->> 4)::bigint AS n3, (f ->> 5)::bigint AS n4
  FROM jsonb_array_elements(measure.facets) AS f) AS unfolded`;

/** Runs several reads on one snapshot, so that their numbers agree with each other. */
export async function onOneSnapshot<T>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(client);
  } finally {
    // Nothing was written: rolling back only ends the snapshot.
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}
