import type pg from "pg";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { SUM_COLUMNS } from "./measure-columns";
import { GROUPINGS } from "./roll-up-totals";

/** A cell of the totals that is not the sum of its measure rows. */
export interface TotalsDifference {
  readonly grouping: number;
  readonly cell: string;
  /** Measure, or facet and key, with what the totals say and what the measure rows add up to. */
  readonly differs: { readonly [name: string]: { readonly total: number; readonly recomputed: number } };
}

const MOST_DIFFERENCES = 50;
const FACET_COUNTS = ["n1", "n2", "n3", "n4"];
const UNFOLDED = `(SELECT m.*, f ->> 0 AS facet, f ->> 1 AS key, (f ->> 2)::bigint AS n1, (f ->> 3)::bigint AS n2,
                          (f ->> 4)::bigint AS n3, (f ->> 5)::bigint AS n4
                   FROM measure AS m CROSS JOIN LATERAL jsonb_array_elements(m.facets) AS f)`;

interface Kind {
  readonly rolledUp: string;
  readonly pending: string;
  readonly recomputed: string;
  readonly alsoBy: readonly string[];
  readonly sums: readonly string[];
}

const KINDS: readonly Kind[] = [
  { rolledUp: "total", pending: "total_pending", recomputed: "measure", alsoBy: [], sums: SUM_COLUMNS },
  {
    rolledUp: "facet_total",
    pending: "facet_pending",
    recomputed: UNFOLDED,
    alsoBy: ["facet", "key"],
    sums: FACET_COUNTS,
  },
];

/** Every cell, at every grouping, in which the totals and the sum of the measure rows differ; none when all is well. */
export async function compareTotals(client: pg.PoolClient, generation: number): Promise<TotalsDifference[]> {
  const differences: TotalsDifference[] = [];
  for (const kind of KINDS) {
    for (const [grouping, dimensions] of GROUPINGS.entries()) {
      differences.push(...(await compareGrouping(client, generation, kind, grouping, dimensions)));
    }
  }
  return differences;
}

async function compareGrouping(
  client: pg.PoolClient,
  generation: number,
  { rolledUp, pending, recomputed, alsoBy, sums }: Kind,
  grouping: number,
  dimensions: readonly string[],
): Promise<TotalsDifference[]> {
  const names = [
    "day",
    ...alsoBy,
    ...TOTALLED_DIMENSIONS.filter((dimension) => dimensions.includes(dimension)),
  ];
  const side = (table: string, condition: string, alias: string) =>
    `SELECT ${names.join(", ")}, ${sums.map((sum) => `${sum} AS ${alias}_${sum}`).join(", ")} FROM ${table} AS s
     WHERE generation = $1 ${condition}`;
  const other = (alias: string) => sums.map((sum) => `NULL::bigint AS ${alias}_${sum}`).join(", ");
  const totals = [side(rolledUp, `AND grouping = ${grouping}`, "t"), side(pending, "", "t")].map(
    (select) => `SELECT *, ${other("r")} FROM (${select}) AS a`,
  );
  const facts = `SELECT ${names.join(", ")}, ${other("t")}, ${sums.map((sum) => `r_${sum}`).join(", ")}
                 FROM (${side(recomputed, "", "r")}) AS b`;
  const { rows } = await client.query<Record<string, string | null>>(
    `SELECT ${names.map((name) => `${name}::text`).join(", ")},
            ${sums.map((sum) => `coalesce(sum(t_${sum}), 0) AS t_${sum}, coalesce(sum(r_${sum}), 0) AS r_${sum}`).join(", ")}
     FROM (${[...totals, facts].join(" UNION ALL ")}) AS both_sides GROUP BY ${names.join(", ")}
     HAVING ${sums.map((sum) => `coalesce(sum(t_${sum}), 0) <> coalesce(sum(r_${sum}), 0)`).join(" OR ")}
     LIMIT ${MOST_DIFFERENCES}`,
    [generation],
  );
  return rows.map((row) => ({
    grouping,
    cell: names.map((name) => `${name}=${row[name] ?? "(not known)"}`).join(" "),
    differs: Object.fromEntries(
      sums.flatMap((sum) => {
        const [total, again] = [Number(row[`t_${sum}`]), Number(row[`r_${sum}`])];
        return total === again ? [] : [[sum, { total, recomputed: again }]];
      }),
    ),
  }));
}
