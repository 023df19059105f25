import type pg from "pg";
import { TOTALLED_DIMENSIONS, type TotalledDimension } from "@/lib/metrics/dimensions";
import { type Database, inTransaction } from "./database";
import { SUM_COLUMNS } from "./measure-columns";

/** Advisory lock of the one process that rolls up. */
const ROLL_UP_LOCK = 7_226_002;
const ROWS_AT_ONCE = 50_000;

/**
 * The groupings at which daily totals are kept, by number: day × query type, the same with one more dimension each,
 * and all dimensions. A question is answered from the first that covers it, so they go from small to large.
 */
export const GROUPINGS: readonly (readonly TotalledDimension[])[] = [
  ["query_type"],
  ["query_type", "reason"],
  ["query_type", "language"],
  ["query_type", "channel"],
  ["query_type", "bot"],
  ["query_type", "bot_version"],
  TOTALLED_DIMENSIONS,
];

/** The number of the smallest grouping that has all the dimensions. */
export function groupingFor(dimensions: ReadonlySet<string>): number {
  return GROUPINGS.findIndex((grouping) =>
    [...dimensions].every((dimension) => (grouping as readonly string[]).includes(dimension)),
  );
}

const CELL = ["generation", "grouping", "day", ...TOTALLED_DIMENSIONS];

/** `CASE GROUPING(…)` bit masks tell which grouping set a row is of: a bit is set where the dimension is left out. */
const GROUPING_NUMBER = `CASE GROUPING(${TOTALLED_DIMENSIONS.join(", ")}) ${GROUPINGS.map(
  (grouping, number) => {
    const bits = TOTALLED_DIMENSIONS.map((dimension) => (grouping.includes(dimension) ? "0" : "1")).join("");
    return `WHEN ${Number.parseInt(bits, 2)} THEN ${number}`;
  },
).join(" ")} END`;

function rollUpStatement(
  pending: string,
  total: string,
  alsoBy: readonly string[],
  sums: readonly string[],
): string {
  const fixed = ["generation", "day", ...alsoBy];
  const sets = GROUPINGS.map((grouping) => `(${[...fixed, ...grouping].join(", ")})`).join(", ");
  const columns = [...CELL, ...alsoBy, ...sums].join(", ");
  return `
    WITH taken AS (
      DELETE FROM ${pending} WHERE id IN (SELECT id FROM ${pending} ORDER BY id LIMIT ${ROWS_AT_ONCE}) RETURNING *
    ), counted AS (SELECT count(*) AS n FROM taken), added AS (
      INSERT INTO ${total} AS t (${columns})
      SELECT generation, ${GROUPING_NUMBER}, day, ${[...TOTALLED_DIMENSIONS, ...alsoBy].join(", ")},
             ${sums.map((sum) => `sum(${sum})`).join(", ")}
      FROM taken GROUP BY GROUPING SETS (${sets})
      ON CONFLICT (${[...CELL, ...alsoBy].join(", ")}) DO UPDATE SET
        ${sums.map((sum) => `${sum} = coalesce(t.${sum}, 0) + coalesce(excluded.${sum}, 0)`).join(", ")}
      RETURNING 1
    )
    SELECT n::int AS taken, (SELECT count(*) FROM added) FROM counted`;
}

const ROLL_UPS = [
  rollUpStatement("total_pending", "total", [], SUM_COLUMNS),
  rollUpStatement("facet_pending", "facet_total", ["facet", "key"], ["n1", "n2", "n3", "n4"]),
];

/**
 * Moves the pending totals into the daily totals of every grouping. Reports read both in one snapshot, so numbers
 * stay the same throughout. One process does it at a time; where another is at it, this returns at once.
 */
export async function rollUpTotals(db: Database): Promise<void> {
  for (const statement of ROLL_UPS) {
    while ((await rollUpOnce(db.pool, statement)) === ROWS_AT_ONCE);
  }
}

async function rollUpOnce(pool: pg.Pool, statement: string): Promise<number> {
  return inTransaction(pool, async (client) => {
    const lock = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${ROLL_UP_LOCK}) AS mine`,
    );
    if (!lock.rows[0]?.mine) return 0;
    const { rows } = await client.query<{ taken: number }>(statement);
    return rows[0]?.taken ?? 0;
  });
}
