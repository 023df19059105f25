import type pg from "pg";
import { addDays, type Day } from "@/lib/domain/day";
import type { Snapshot } from "./snapshot";

/*
 * A version names one state of one week: of its totals, and of its measure rows as far as nothing of the week is
 * pending. Every transaction that changes measure rows leaves something pending for their days (TotalsDelta,
 * markChanged), and the roll-up that takes it gives the week a new random version as it changes the totals. So whoever
 * sees a version in a snapshot sees what anybody else sees under it, in this process or another, and what was added up
 * of a week may be used again for as long as its version is the one in the snapshot.
 */

/** The Monday of a row's day, in SQL. */
const WEEK_OF_DAY = "(day - (extract(isodow FROM day)::int - 1))";

/** SQL that gives the weeks of some rows of totals (`generation`, `day`) new versions. */
export function newVersions(rows: string): string {
  return `INSERT INTO total_version (generation, week, version)
    SELECT generation, week, gen_random_uuid()
    FROM (SELECT DISTINCT generation, ${WEEK_OF_DAY} AS week FROM ${rows}) AS changed ORDER BY generation, week
    ON CONFLICT (generation, week) DO UPDATE SET version = excluded.version`;
}

/** SQL that notes a change of some measure rows (`generation`, `day`) in what no totals are kept by. */
export function markChanged(rows: string): string {
  return `INSERT INTO total_pending (generation, day) SELECT DISTINCT generation, day FROM ${rows}`;
}

/** A week, by its Monday and its Sunday. */
export interface WeekDays {
  readonly week: Day;
  readonly last: Day;
}

/** A week that has totals. */
export interface TotalsWeek extends WeekDays {
  readonly version: string;
}

/** What a snapshot holds of a generation's totals. */
export interface TotalsState {
  readonly weeks: readonly TotalsWeek[];
  /** Whether sums, and facets, wait to be rolled up. */
  readonly pendingSums: boolean;
  readonly pendingFacets: boolean;
}

/** Reads it, once a snapshot. */
export function readTotalsState(snapshot: Snapshot, generation: number): Promise<TotalsState> {
  return once(states, snapshot, generation, () => snapshot.read((client) => readState(client, generation)));
}

/** The weeks of which something is pending: their measure rows have no version. Once a snapshot. */
export async function readPendingWeeks(snapshot: Snapshot, generation: number): Promise<readonly WeekDays[]> {
  const { pendingSums, pendingFacets } = await readTotalsState(snapshot, generation);
  if (!pendingSums && !pendingFacets) return [];
  return once(pendingWeeks, snapshot, generation, () =>
    snapshot.read(async (client) => {
      const { rows } = await client.query<{ week: Day }>(
        `SELECT DISTINCT ${WEEK_OF_DAY}::text AS week FROM (
           SELECT day FROM total_pending WHERE generation = $1 UNION SELECT day FROM facet_pending WHERE generation = $1
         ) AS pending`,
        [generation],
      );
      return rows.map(({ week }) => ({ week, last: addDays(week, 6) }));
    }),
  );
}

type Known<T> = WeakMap<Snapshot, Map<number, Promise<T>>>;

const states: Known<TotalsState> = new WeakMap();
const pendingWeeks: Known<readonly WeekDays[]> = new WeakMap();

function once<T>(
  known: Known<T>,
  snapshot: Snapshot,
  generation: number,
  read: () => Promise<T>,
): Promise<T> {
  const found = known.get(snapshot) ?? new Map<number, Promise<T>>();
  known.set(snapshot, found);
  const reading = found.get(generation) ?? read();
  found.set(generation, reading);
  return reading;
}

async function readState(client: pg.PoolClient, generation: number): Promise<TotalsState> {
  const { rows } = await client.query<{ weeks: string[] | null; sums: boolean; facets: boolean }>(
    `SELECT (SELECT array_agg(week::text || ' ' || version ORDER BY week) FROM total_version WHERE generation = $1) AS weeks,
            EXISTS (SELECT FROM total_pending WHERE generation = $1) AS sums,
            EXISTS (SELECT FROM facet_pending WHERE generation = $1) AS facets`,
    [generation],
  );
  const [row] = rows;
  const weeks = (row?.weeks ?? []).map((pair): TotalsWeek => {
    const [week = "", version = ""] = pair.split(" ");
    return { week, last: addDays(week, 6), version };
  });
  return { weeks, pendingSums: row?.sums ?? true, pendingFacets: row?.facets ?? true };
}
