import type { MetricValue } from "@/lib/metrics/metric-value";
import { type FieldNumbers, judgeQueryType, type Verdict } from "@/lib/metrics/verdicts";
import type { ReportRow } from "@/lib/reports/report/report";
import { type Attempts, attemptsOf } from "./query-type-attempts";

/** What is asked of all query types together and of each. */
export const OVERVIEW_METRICS = [
  "conversations",
  "hand_offs",
  "hand_off_rate",
  "containment_rate",
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
  "demand_honoured_rate",
  "repeat_information_rate",
  "field_reask_rate",
  "structured_pass_rate",
  "post_hand_off_csat",
  "contained_csat",
] as const;

/** What is asked of every captured field. */
export const FIELD_METRICS = ["field_reask_rate", "structured_pass_rate"] as const;

/** The rows that the numbers of query types are read from, all over the same days and filters. */
export interface QueryTypeRows {
  /** All query types together. */
  readonly total: ReportRow;
  readonly types: readonly ReportRow[];
  readonly totalAttempts: readonly ReportRow[];
  /** By query type and failed attempts. */
  readonly attempts: readonly ReportRow[];
  /** By query type and captured field. */
  readonly fields: readonly ReportRow[];
}

/** One query type with all that a verdict rests on. */
export interface QueryTypeNumbers {
  /** Null: conversations without one. */
  readonly queryType: string | null;
  readonly values: { readonly [metric: string]: MetricValue };
  readonly attempts: Attempts;
  readonly fields: readonly FieldNumbers[];
  readonly verdict: Verdict;
}

/** The numbers of every query type, in the order of the report, and its verdict. */
export function queryTypeNumbers(rows: QueryTypeRows): QueryTypeNumbers[] {
  const attempts = byQueryType(rows.attempts);
  const fields = byQueryType(rows.fields);
  return rows.types.map((row) => {
    const queryType = row.key.query_type ?? null;
    const own = {
      attempts: attemptsOf(attempts.get(queryType) ?? []),
      fields: fieldsOf(fields.get(queryType)),
    };
    return { queryType, values: row.values, ...own, verdict: verdictOf(row.values, own, rows.total.values) };
  });
}

/** The verdicts alone, by query type. */
export function verdictsOf(rows: QueryTypeRows): ReadonlyMap<string | null, Verdict["action"]> {
  return new Map(queryTypeNumbers(rows).map(({ queryType, verdict }) => [queryType, verdict.action]));
}

/** The verdict on a query type, held against the values of all query types together. */
export function verdictOf(
  values: { readonly [metric: string]: MetricValue },
  { attempts, fields }: Pick<QueryTypeNumbers, "attempts" | "fields">,
  all: { readonly [metric: string]: MetricValue },
): Verdict {
  return judgeQueryType({
    handOffs: values.hand_offs?.value ?? 0,
    containment: values.containment_rate,
    botFailure: values.bot_failure_share,
    demandHonoured: values.demand_honoured_rate,
    lateFailures: attempts.lateFailures,
    fields,
    allFields: all.field_reask_rate,
  });
}

/** The fields of a report by captured field. */
export function fieldsOf(rows: readonly ReportRow[] = []): FieldNumbers[] {
  return rows.flatMap(({ key, values }) => {
    const { field_reask_rate: askedAgain, structured_pass_rate: structured } = values;
    return key.field == null || !askedAgain || !structured
      ? []
      : [{ name: key.field, askedAgain, structured }];
  });
}

function byQueryType(rows: readonly ReportRow[]): ReadonlyMap<string | null, readonly ReportRow[]> {
  const groups = new Map<string | null, ReportRow[]>();
  for (const row of rows) {
    const queryType = row.key.query_type ?? null;
    const group = groups.get(queryType);
    if (group) group.push(row);
    else groups.set(queryType, [row]);
  }
  return groups;
}
