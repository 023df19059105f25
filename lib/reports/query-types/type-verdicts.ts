import type { Period } from "@/lib/domain/period";
import type { Action, Verdict } from "@/lib/metrics/verdicts";
import type { Report, ReportFilter, ReportQuery } from "@/lib/reports/report/report";
import { ATTEMPT_METRICS } from "./query-type-attempts";
import { FIELD_METRICS, type QueryTypeNumbers, queryTypeNumbers } from "./query-type-numbers";

/** What a verdict asks of a query type, besides its attempts and fields. */
const VERDICT_METRICS = [
  "hand_offs",
  "containment_rate",
  "bot_failure_share",
  "demand_honoured_rate",
  "field_reask_rate",
] as const;

/** The verdict on a query type without the numbers that it rests on: plain data, kept when a week is closed. */
export interface TypeVerdict {
  /** Null: conversations without one. */
  readonly queryType: string | null;
  readonly action: Verdict["action"];
  /** Other rules that hold. */
  readonly others: readonly Action[];
  /** What it was in the days compared with; null where nothing happened in them. */
  readonly before: Verdict["action"] | null;
}

/**
 * The verdict on every query type over some days, and what it was over others, by the rules of the page of query types.
 *
 * @param ask asks a report, filling in what the question leaves out
 */
export async function readTypeVerdicts(
  ask: (query: Partial<ReportQuery>) => Promise<Report>,
  { period, before, filters }: { period: Period; before: Period; filters: readonly ReportFilter[] },
): Promise<TypeVerdict[]> {
  const read = async (days: Period): Promise<QueryTypeNumbers[]> => {
    const about = { period: days, filters };
    const [total, types, attempts, fields] = await Promise.all([
      ask({ ...about, metrics: ["field_reask_rate"] }),
      ask({ ...about, metrics: VERDICT_METRICS, by: ["query_type"] }),
      ask({ ...about, metrics: ATTEMPT_METRICS, by: ["query_type", "failed_attempts"] }),
      ask({ ...about, metrics: FIELD_METRICS, by: ["query_type", "field"] }),
    ]);
    return queryTypeNumbers({
      total: total.rows[0] ?? { key: {}, values: {} },
      types: types.rows,
      totalAttempts: [],
      attempts: attempts.rows,
      fields: fields.rows,
    });
  };
  const [now, earlier] = await Promise.all([read(period), read(before)]);
  const then = new Map(earlier.map(({ queryType, verdict }) => [queryType, verdict.action]));
  return now.map(({ queryType, verdict: { action, findings } }) => ({
    queryType,
    action,
    others: findings.flatMap((one) => (one.answer === "yes" && one.action !== action ? [one.action] : [])),
    before: then.get(queryType) ?? null,
  }));
}
