import type pg from "pg";
import type { Period } from "@/lib/domain/period";

/** What a platform reported for a week. */
export interface ReportedWeek {
  readonly source: string;
  readonly week: string;
  /** Whose rule it was counted by; empty for not known. */
  readonly product: string;
  readonly conversations: number | null;
  readonly handOffs: number | null;
  readonly enteredBy: string;
  /** ISO 8601. */
  readonly enteredAt: string;
}

/** The latest reported weeks, newest first. */
export async function readReportedWeeks(pool: pg.Pool, limit: number): Promise<ReportedWeek[]> {
  const { rows } = await pool.query<Omit<ReportedWeek, "enteredAt"> & { readonly entered_at: Date }>(
    `SELECT source, week, product, conversations, hand_offs AS "handOffs", entered_by AS "enteredBy", entered_at
     FROM reported_week ORDER BY week DESC, source LIMIT $1`,
    [limit],
  );
  return rows.map(({ entered_at, ...row }) => ({ ...row, enteredAt: entered_at.toISOString() }));
}

/** Keeps reported weeks; those of the same source and week are replaced. */
export async function writeReportedWeeks(pool: pg.Pool, weeks: readonly ReportedWeek[]): Promise<void> {
  await pool.query(
    `INSERT INTO reported_week (source, week, product, conversations, hand_offs, entered_by, entered_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::timestamptz[])
     ON CONFLICT (source, week) DO UPDATE SET product = excluded.product, conversations = excluded.conversations,
       hand_offs = excluded.hand_offs, entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
    [
      weeks.map((w) => w.source),
      weeks.map((w) => w.week),
      weeks.map((w) => w.product),
      weeks.map((w) => w.conversations),
      weeks.map((w) => w.handOffs),
      weeks.map((w) => w.enteredBy),
      weeks.map((w) => w.enteredAt),
    ],
  );
}

/** Removes one; false when there is none. */
export async function deleteReportedWeek(pool: pg.Pool, source: string, week: string): Promise<boolean> {
  const { rowCount } = await pool.query("DELETE FROM reported_week WHERE source = $1 AND week = $2", [
    source,
    week,
  ]);
  return rowCount === 1;
}

/** What Baton holds of one source in some days, by the rules that differ. */
export interface HeldCounts {
  /** Everything that arrived, tests included. */
  readonly arrived: number;
  readonly started: number;
  readonly engaged: number;
  readonly eligible: number;
  /** Conversations with a hand-off, eligible or not. */
  readonly escalated: number;
  /** Their hand-offs. */
  readonly escalations: number;
  readonly handed_off: number;
}

/** Counts one source's conversations of some days: those days' range of `measure_by_day`, a week of it. */
export async function countHeld(
  pool: pg.Pool,
  generation: number,
  source: string,
  { from, to }: Period,
): Promise<HeldCounts> {
  const { rows } = await pool.query<{ [name: string]: string | null }>(
    `SELECT count(*) AS arrived, sum(started) AS started, sum(engaged) AS engaged, sum(eligible) AS eligible,
            sum(escalated) AS escalated, sum(escalations) AS escalations, sum(handed_off) AS handed_off
     FROM measure WHERE generation = $1 AND day BETWEEN $2::date AND $3::date AND source = $4`,
    [generation, from, to, source],
  );
  const n = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    arrived: n("arrived"),
    started: n("started"),
    engaged: n("engaged"),
    eligible: n("eligible"),
    escalated: n("escalated"),
    escalations: n("escalations"),
    handed_off: n("handed_off"),
  };
}
