import type pg from "pg";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { type Database, inTransaction } from "./database";
import { CELL_HASH, GROUPINGS } from "./groupings";
import { SUM_COLUMNS } from "./measure-columns";
import { rollUpFacets } from "./roll-up-facets";
import { newVersions } from "./total-versions";

/** Advisory lock of the one process that rolls up. */
const ROLL_UP_LOCK = 7_226_002;
/** Sums are added up in the database, facets here: their rows take memory. Both go day by day, so that parts share few cells. */
const PARTS = [
  { rollUp: rollUpSums, rows: 50_000 },
  { rollUp: rollUpFacets, rows: 10_000 },
];

/**
 * Moves the pending totals into the daily totals of every grouping. Reports read both in one snapshot, so numbers
 * stay the same throughout. One process does it at a time; where another is at it, this returns at once.
 */
export async function rollUpTotals(db: Database): Promise<void> {
  let any = false;
  for (const { rollUp, rows } of PARTS) {
    let taken: number;
    do {
      taken = await inTransaction(db.pool, async (client) => {
        const lock = await client.query<{ mine: boolean }>(
          `SELECT pg_try_advisory_xact_lock(${ROLL_UP_LOCK}) AS mine`,
        );
        return lock.rows[0]?.mine ? rollUp(client, rows) : 0;
      });
      any ||= taken > 0;
    } while (taken === rows);
  }
  // Every report looks at what is pending: the room of the rows that were taken is given back at once.
  if (any) await db.pool.query("VACUUM (SKIP_LOCKED) total_pending, facet_pending");
}

const KEY = "generation, grouping, day, cell";

/** GROUPING(…) sets a bit where the dimension is left out: the mask tells which grouping set a row is of. */
const GROUPING_NUMBER = `CASE GROUPING(${TOTALLED_DIMENSIONS.join(", ")}) ${GROUPINGS.map(
  (grouping, number) => {
    const bits = TOTALLED_DIMENSIONS.map((dimension) => (grouping.includes(dimension) ? "0" : "1")).join("");
    return `WHEN ${Number.parseInt(bits, 2)} THEN ${number}`;
  },
).join(" ")} END`;

const GROUPING_SETS = GROUPINGS.map((grouping) => `(${["generation", "day", ...grouping].join(", ")})`).join(
  ", ",
);

/** Rolls up some pending sums; answers how many rows it took. */
async function rollUpSums(client: pg.PoolClient, limit: number): Promise<number> {
  const { rows } = await client.query<{ taken: number }>(
    `WITH taken AS (
       DELETE FROM total_pending WHERE ctid = ANY(ARRAY(SELECT ctid FROM total_pending ORDER BY day LIMIT ${limit})) RETURNING *
     ), versions AS (
       ${newVersions("taken")}
     ), added AS (
       INSERT INTO total AS t (${[KEY, ...TOTALLED_DIMENSIONS, ...SUM_COLUMNS].join(", ")})
       SELECT generation, ${GROUPING_NUMBER}, day, ${CELL_HASH}, ${TOTALLED_DIMENSIONS.join(", ")},
              ${SUM_COLUMNS.map((sum) => `sum(${sum})`).join(", ")}
       FROM taken GROUP BY GROUPING SETS (${GROUPING_SETS})
       ON CONFLICT (${KEY}) DO UPDATE SET
         ${SUM_COLUMNS.map((sum) => `${sum} = coalesce(t.${sum}, 0) + coalesce(excluded.${sum}, 0)`).join(", ")}
     )
     SELECT count(*)::int AS taken FROM taken`,
  );
  return rows[0]?.taken ?? 0;
}
