import type pg from "pg";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { cellValues, cellsOf as packedCells } from "./facet-cells";
import { type FacetCounts, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS, GROUPINGS } from "./groupings";
import { SUM_COLUMNS } from "./measure-columns";

/** A sum of the totals that is not what the measure rows add up to. */
export interface TotalsDifference {
  readonly grouping: number;
  /** Day and dimensions; for facets also facet and key. */
  readonly cell: string;
  /** Which sum. */
  readonly name: string;
  readonly total: number;
  readonly recomputed: number;
}

const MOST_DIFFERENCES = 50;

/** Every sum, at every grouping, in which the totals and the measure rows differ; none when all is well. */
export async function compareTotals(client: pg.PoolClient, generation: number): Promise<TotalsDifference[]> {
  const differences: TotalsDifference[] = [];
  for (const [grouping, dimensions] of GROUPINGS.entries()) {
    differences.push(...(await compareSums(client, generation, grouping, dimensions)));
  }
  return [...differences, ...(await compareFacets(client, generation))];
}

async function compareSums(
  client: pg.PoolClient,
  generation: number,
  grouping: number,
  dimensions: readonly string[],
): Promise<TotalsDifference[]> {
  const names = ["day", ...dimensions];
  const side = (table: string, condition: string, sign: string) =>
    `SELECT ${names.join(", ")}, ${SUM_COLUMNS.map((sum) => `${sign}${sum}::bigint AS ${sum}`).join(", ")},
            ${SUM_COLUMNS.map((sum) => `${sign === "-" ? sum : "NULL"}::bigint AS r_${sum}`).join(", ")}
     FROM ${table} WHERE generation = $1 ${condition}`;
  const sides = [
    side("total", `AND grouping = ${grouping}`, ""),
    side("total_pending", "", ""),
    side("measure", "", "-"),
  ];
  const { rows } = await client.query<Record<string, string | null>>(
    `SELECT ${names.map((name) => `${name}::text`).join(", ")},
            ${SUM_COLUMNS.map((sum) => `sum(${sum}) AS ${sum}, sum(r_${sum}) AS r_${sum}`).join(", ")}
     FROM (${sides.join(" UNION ALL ")}) AS sides GROUP BY ${names.join(", ")}
     HAVING ${SUM_COLUMNS.map((sum) => `sum(${sum}) <> 0`).join(" OR ")} LIMIT ${MOST_DIFFERENCES}`,
    [generation],
  );
  return rows.flatMap((row) =>
    SUM_COLUMNS.filter((sum) => Number(row[sum] ?? 0) !== 0).map((sum) => ({
      grouping,
      cell: names.map((name) => `${name}=${row[name] ?? "(not known)"}`).join(" "),
      name: sum,
      total: Number(row[sum]) + Number(row[`r_${sum}`] ?? 0),
      recomputed: Number(row[`r_${sum}`] ?? 0),
    })),
  );
}

interface PendingRow {
  readonly facet: string;
  readonly payload: Buffer;
  readonly [dimension: string]: unknown;
}

interface MeasuredRow {
  readonly facets: readonly (readonly [string, string, number, number, number, number])[];
  readonly [dimension: string]: unknown;
}

/** Compares day by day, so that memory holds no more than one day's cells. */
async function compareFacets(client: pg.PoolClient, generation: number): Promise<TotalsDifference[]> {
  const { rows: days } = await client.query<{ day: string }>(
    `SELECT DISTINCT day::text FROM (SELECT day FROM measure WHERE generation = $1
       UNION SELECT day FROM facet_total WHERE generation = $1
       UNION SELECT day FROM facet_pending WHERE generation = $1) AS d ORDER BY day`,
    [generation],
  );
  const differences: TotalsDifference[] = [];
  for (const { day } of days) {
    const [totals, recomputed] = [
      await readPackedDay(client, generation, day),
      await recomputeDay(client, generation, day),
    ];
    for (const cell of new Set([...totals.keys(), ...recomputed.keys()])) {
      const [total, again] = [totals.get(cell), recomputed.get(cell)];
      for (const i of [0, 1, 2, 3] as const) {
        if ((total?.[i] ?? 0) === (again?.[i] ?? 0)) continue;
        const [grouping, ...names] = JSON.parse(cell) as [number, ...unknown[]];
        const difference = { total: total?.[i] ?? 0, recomputed: again?.[i] ?? 0 };
        differences.push({
          grouping,
          cell: `${day} ${JSON.stringify(names)}`,
          name: `count ${i + 1}`,
          ...difference,
        });
      }
    }
  }
  return differences;
}

/** The cells that a row belongs to, one a grouping. */
function cellsOf(row: { readonly [dimension: string]: unknown }): [number, unknown[]][] {
  return FACET_GROUPINGS.map((grouping, number) => [number, grouping.map((dimension) => row[dimension])]);
}

function add(into: Map<string, FacetCounts>, name: string, counts: readonly number[]): void {
  const sum = into.get(name) ?? [0, 0, 0, 0];
  for (const i of [0, 1, 2, 3] as const) sum[i] += counts[i] ?? 0;
  into.set(name, sum);
}

async function readPackedDay(client: pg.PoolClient, generation: number, day: string) {
  const cells = new Map<string, FacetCounts>();
  const totals = await client.query<{ grouping: number; facet: string; payload: Buffer }>(
    "SELECT grouping, facet, payload FROM facet_total WHERE generation = $1 AND day = $2",
    [generation, day],
  );
  for (const { grouping, facet, payload } of totals.rows) {
    for (const { name, keys } of packedCells(payload)) {
      for (const [key, counts] of unpackFacets(keys)) {
        add(cells, JSON.stringify([grouping, ...cellValues(name), facet, key]), counts);
      }
    }
  }
  const pending = await client.query<PendingRow>(
    `SELECT facet, payload, ${TOTALLED_DIMENSIONS.join(", ")} FROM facet_pending WHERE generation = $1 AND day = $2`,
    [generation, day],
  );
  for (const row of pending.rows) {
    for (const [key, counts] of unpackFacets(row.payload)) {
      for (const [grouping, names] of cellsOf(row)) {
        add(cells, JSON.stringify([grouping, ...names, row.facet, key]), counts);
      }
    }
  }
  return cells;
}

async function recomputeDay(client: pg.PoolClient, generation: number, day: string) {
  const { rows } = await client.query<MeasuredRow>(
    `SELECT facets, ${TOTALLED_DIMENSIONS.join(", ")} FROM measure
     WHERE generation = $1 AND day = $2 AND facets IS NOT NULL`,
    [generation, day],
  );
  const cells = new Map<string, FacetCounts>();
  for (const row of rows) {
    for (const [facet, key, ...counts] of row.facets) {
      for (const [grouping, names] of cellsOf(row)) {
        add(cells, JSON.stringify([grouping, ...names, facet, key]), counts);
      }
    }
  }
  return cells;
}
