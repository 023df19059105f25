import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { Facet } from "@/lib/metrics/measures";
import { type FacetCounts, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import {
  coveringGrouping,
  dimensionExpression,
  Parameters,
  type Selection,
  selectionCondition,
} from "./report-sql";

/** Sums of one facet's keys within one row of a report. */
export interface FacetRow {
  /** One value a dimension, in the order asked. */
  readonly key: readonly (string | null)[];
  readonly facet: Facet;
  readonly keys: ReadonlyMap<string, FacetCounts>;
}

/**
 * Sums of facets by up to two dimensions (other than `field`, which is a facet itself and is neither split nor
 * filtered by here): from the daily totals where they cover the question, else from the measure rows. Rows come in no
 * order.
 */
export async function readFacets(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
): Promise<FacetRow[]> {
  const grouping = coveringGrouping(FACET_GROUPINGS, by, selection);
  return grouping === null
    ? readFromMeasures(client, selection, by, facets)
    : readFromTotals(client, selection, by, facets, grouping);
}

async function readFromTotals(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
  grouping: number,
): Promise<FacetRow[]> {
  const { keys, names, parameters, condition } = prepare(selection, by);
  const columns = [...keys, "facet", "payload"].join(", ");
  const wanted = `facet = ANY(${parameters.add(facets)}::text[]) AND ${condition}`;
  const { rows } = await client.query<Record<string, string | null> & { facet: Facet; payload: Buffer }>(
    `SELECT ${[...names, "facet"].join(", ")}, string_agg(payload, ''::bytea) AS payload
     FROM (SELECT ${columns} FROM facet_total WHERE grouping = ${grouping} AND ${wanted}
           UNION ALL SELECT ${columns} FROM facet_pending WHERE ${wanted}) AS rows
     GROUP BY ${[...names, "facet"].join(", ")}`,
    parameters.values,
  );
  return rows.map((row) => ({
    key: names.map((name) => row[name] ?? null),
    facet: row.facet,
    keys: unpackFacets(row.payload),
  }));
}

async function readFromMeasures(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
): Promise<FacetRow[]> {
  const { keys, names, parameters, condition } = prepare(selection, by);
  const groups = [...names, "facet", "facet_key"].join(", ");
  const counts = [1, 2, 3, 4].map((n) => `sum((f ->> ${n + 1})::bigint) AS n${n}`).join(", ");
  const { rows } = await client.query<Record<string, string | null> & { facet: Facet }>(
    `SELECT ${[...keys, "f ->> 0 AS facet", "f ->> 1 AS facet_key"].join(", ")}, ${counts}
     FROM measure CROSS JOIN LATERAL jsonb_array_elements(facets) AS f
     WHERE ${condition} AND f ->> 0 = ANY(${parameters.add(facets)}::text[]) GROUP BY ${groups}`,
    parameters.values,
  );
  const found = new Map<string, FacetRow & { readonly keys: Map<string, FacetCounts> }>();
  for (const row of rows) {
    const key = names.map((name) => row[name] ?? null);
    const id = JSON.stringify([row.facet, key]);
    const entry = found.get(id) ?? { key, facet: row.facet, keys: new Map<string, FacetCounts>() };
    entry.keys.set(row.facet_key ?? "", [Number(row.n1), Number(row.n2), Number(row.n3), Number(row.n4)]);
    found.set(id, entry);
  }
  return [...found.values()];
}

function prepare(selection: Selection, by: readonly Dimension[]) {
  const parameters = new Parameters();
  const names = by.map((_, i) => `k${i}`);
  const keys = by.map((dimension, i) => `${dimensionExpression(dimension, parameters)} AS k${i}`);
  return { parameters, names, keys, condition: selectionCondition(selection, parameters) };
}
