import { shareValue } from "@/lib/metrics/evaluate";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { TOO_MANY_ATTEMPTS } from "@/lib/metrics/verdicts-thresholds";
import type { ReportRow } from "@/lib/reports/report/report";

/** What is asked for by `failed_attempts`. */
export const ATTEMPT_METRICS = ["hand_offs", "bot_failure_share"] as const;

/** Hand-offs after one number of failed attempts. */
export interface AttemptsCount {
  readonly attempts: number;
  readonly handOffs: number;
  /** Of them because the bot failed. */
  readonly failures: number;
}

/** How often the bot failed before it handed off. */
export interface Attempts {
  /** Fewest attempts first; numbers that did not occur are left out. */
  readonly counts: readonly AttemptsCount[];
  /** Hand-offs whose failed attempts are known. */
  readonly known: number;
  /** Failed attempts a hand-off, over those that are known; null where there are none. */
  readonly mean: number | null;
  /** Bot failures after too many failed attempts, of those whose failed attempts are known. */
  readonly lateFailures: MetricValue;
}

/** The attempts before hand-offs, from the rows of a report by `failed_attempts`. */
export function attemptsOf(rows: readonly ReportRow[]): Attempts {
  const counts = rows
    .map((row) => ({
      attempts: Number(row.key.failed_attempts),
      handOffs: row.values.hand_offs?.value ?? 0,
      failures: row.values.bot_failure_share?.numerator ?? 0,
    }))
    .sort((a, b) => a.attempts - b.attempts);
  const sum = (value: (count: AttemptsCount) => number) =>
    counts.reduce((total, count) => total + value(count), 0);
  const known = sum((count) => count.handOffs);
  const late = sum((count) => (count.attempts >= TOO_MANY_ATTEMPTS ? count.failures : 0));
  return {
    counts,
    known,
    mean: known === 0 ? null : sum((count) => count.attempts * count.handOffs) / known,
    lateFailures: shareValue(
      late,
      sum((count) => count.failures),
    ),
  };
}

/** The filter values that late failures have: every number of attempts that occurred and is too many. */
export function lateAttempts({ counts }: Attempts): readonly string[] {
  return counts.filter((count) => count.attempts >= TOO_MANY_ATTEMPTS).map((count) => String(count.attempts));
}
