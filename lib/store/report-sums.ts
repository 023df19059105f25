import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MeasureSums } from "@/lib/metrics/evaluate";
import type { MeasureId } from "@/lib/metrics/measures";
import { GROUPINGS } from "./groupings";
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
  const grouping = coveringGrouping(GROUPINGS, by, selection);
  if (grouping === null) return { tables: ["measure"], condition: () => condition };
  return {
    tables: ["total", "total_pending"],
    condition: (table) => (table === "total" ? `grouping = ${grouping} AND ${condition}` : condition),
  };
}
