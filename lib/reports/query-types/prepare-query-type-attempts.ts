import { formatCount, formatValue } from "@/lib/metrics/format";
import { TOO_MANY_ATTEMPTS } from "@/lib/metrics/verdicts-thresholds";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import type { Attempts, AttemptsCount } from "./query-type-attempts";

/** Hand-offs after one number of failed attempts, as text and as two lengths. */
export interface AttemptsRow {
  readonly key: string;
  /** `3`, or `8 or more`. */
  readonly label: string;
  readonly handOffs: string;
  readonly share: string;
  readonly href: string;
  readonly failures: string;
  readonly failuresHref: string | null;
  /** Lengths of the bar, as parts of the longest: bot failures, then all others. */
  readonly failureLength: number;
  readonly otherLength: number;
  /** Too many attempts. */
  readonly isLate: boolean;
}

export interface AttemptsTable {
  readonly rows: readonly AttemptsRow[];
  readonly known: string;
  readonly description: string;
}

/** From here on numbers of attempts are put together. */
const MOST_SHOWN = 8;

/** The distribution of failed attempts before hand-offs, from none on. Null where no hand-off knows its own. */
export function prepareAttempts(attempts: Attempts, scope: PeriodScope): AttemptsTable | null {
  if (attempts.known === 0) return null;
  const highest = Math.min(MOST_SHOWN, attempts.counts.at(-1)?.attempts ?? 0);
  const groups = Array.from({ length: highest + 1 }, (_, number) =>
    attempts.counts.filter((count) =>
      number === MOST_SHOWN ? count.attempts >= number : count.attempts === number,
    ),
  );
  const largest = Math.max(...groups.map(handOffsOf));
  return {
    rows: groups.map((group, number) => rowOf(number, group, attempts.known, largest, scope)),
    known: formatCount(attempts.known),
    description: `Hand-offs by failed attempts before them: ${groups
      .map((group, number) => `${labelOf(number)}: ${formatCount(handOffsOf(group))}`)
      .join(", ")}.`,
  };
}

function handOffsOf(group: readonly AttemptsCount[]): number {
  return group.reduce((sum, count) => sum + count.handOffs, 0);
}

function labelOf(number: number): string {
  return number === MOST_SHOWN ? `${number} or more` : String(number);
}

function rowOf(
  number: number,
  group: readonly AttemptsCount[],
  known: number,
  largest: number,
  scope: PeriodScope,
): AttemptsRow {
  const handOffs = handOffsOf(group);
  const failures = group.reduce((sum, count) => sum + count.failures, 0);
  const values = group.length > 0 ? group.map((count) => String(count.attempts)) : [String(number)];
  const own = { ...scope, filters: withFilter(scope.filters, "failed_attempts", values) };
  return {
    key: String(number),
    label: labelOf(number),
    handOffs: formatCount(handOffs),
    share: formatValue("percent", handOffs / known),
    href: rowsAddress(own, "hand_offs", "numerator"),
    failures: formatCount(failures),
    failuresHref: failures === 0 ? null : rowsAddress(own, "bot_failure_share", "numerator"),
    failureLength: failures / largest,
    otherLength: (handOffs - failures) / largest,
    isLate: number >= TOO_MANY_ATTEMPTS,
  };
}
