import type { MetricValue } from "@/lib/metrics/metric-value";
import type { ReportRow } from "@/lib/reports/report/report";
import { count, share } from "@/lib/reports/weekly/weekly-example";
import type { QueryTypeRows } from "./query-type-numbers";

/*
 * Small reports for the tests of the pages about query types.
 */

/** What is known of a query type, as counts; what is left out is ordinary. */
export interface ExampleType {
  readonly queryType: string | null;
  readonly conversations: number;
  readonly handedOff: number;
  readonly repeated?: readonly [number, number];
  readonly families?: readonly [failure: number, planned: number, demand: number];
  /** Hand-offs and of them bot failures, by failed attempts. */
  readonly attempts?: { readonly [attempts: string]: readonly [handOffs: number, failures: number] };
  /** Asked again and answered, then in a field and known how passed. */
  readonly fields?: { readonly [name: string]: readonly [number, number, number, number] };
  readonly honoured?: readonly [number, number];
}

function valuesOf(type: ExampleType): { [metric: string]: MetricValue } {
  const { conversations, handedOff, repeated, honoured = [0, 0] } = type;
  const [failure, planned, demand] = type.families ?? thirds(handedOff);
  const reasons = failure + planned + demand;
  const fields = Object.values(type.fields ?? {});
  const sum = (place: 0 | 1 | 2 | 3) => fields.reduce((total, field) => total + field[place], 0);
  return {
    conversations: count(conversations),
    hand_offs: count(handedOff),
    hand_off_rate: share(handedOff, conversations),
    containment_rate: share(conversations - handedOff, conversations),
    bot_failure_share: share(failure, reasons),
    planned_escalation_share: share(planned, reasons),
    customer_demand_share: share(demand, reasons),
    demand_honoured_rate: share(...honoured),
    repeat_information_rate: share(
      ...(repeated ?? [Math.round(handedOff * 0.1), Math.round(handedOff * 0.5)]),
    ),
    field_reask_rate: share(sum(0), sum(1)),
    structured_pass_rate: share(sum(2), sum(3)),
    post_hand_off_csat: share(Math.round(handedOff * 0.06), Math.round(handedOff * 0.1)),
    contained_csat: share(Math.round(conversations * 0.04), Math.round(conversations * 0.05)),
  };
}

function thirds(handedOff: number): readonly [number, number, number] {
  const third = Math.floor(handedOff / 3);
  return [third, third, handedOff - 2 * third];
}

function attemptRows(type: ExampleType, key: ReportRow["key"]): ReportRow[] {
  return Object.entries(type.attempts ?? {}).map(([attempts, [handOffs, failures]]) => ({
    key: { ...key, failed_attempts: attempts },
    values: { hand_offs: count(handOffs), bot_failure_share: share(failures, handOffs) },
  }));
}

function fieldRows(type: ExampleType): ReportRow[] {
  return Object.entries(type.fields ?? {}).map(([field, [asked, answered, structured, known]]) => ({
    key: { query_type: type.queryType, field },
    values: { field_reask_rate: share(asked, answered), structured_pass_rate: share(structured, known) },
  }));
}

/** The reports that hold these query types and nothing else. */
export function exampleRows(types: readonly ExampleType[]): QueryTypeRows {
  const sum = (number: (type: ExampleType) => number) =>
    types.reduce((total, type) => total + number(type), 0);
  const pair = (metric: string) =>
    share(
      sum((type) => valuesOf(type)[metric]?.numerator ?? 0),
      sum((type) => valuesOf(type)[metric]?.denominator ?? 0),
    );
  const metrics = Object.keys(valuesOf({ queryType: null, conversations: 0, handedOff: 0 }));
  const total = Object.fromEntries(
    metrics.map((metric) => [
      metric,
      metric === "conversations" || metric === "hand_offs"
        ? count(sum((type) => valuesOf(type)[metric]?.value ?? 0))
        : pair(metric),
    ]),
  );
  return {
    total: { key: {}, values: total },
    types: types.map((type) => ({ key: { query_type: type.queryType }, values: valuesOf(type) })),
    totalAttempts: types.flatMap((type) => attemptRows(type, {})),
    attempts: types.flatMap((type) => attemptRows(type, { query_type: type.queryType })),
    fields: types.flatMap(fieldRows),
  };
}

/** One query type in each quadrant, one without, and conversations without a query type. */
export const EXAMPLE_TYPES: readonly ExampleType[] = [
  {
    queryType: "order_status",
    conversations: 2000,
    handedOff: 1000,
    repeated: [300, 500],
    families: [700, 100, 200],
    attempts: { "0": [300, 0], "1": [400, 400], "3": [300, 300] },
    fields: { order_reference: [250, 480, 40, 900], email: [20, 300, 500, 520] },
  },
  {
    queryType: "refund_approval",
    conversations: 500,
    handedOff: 450,
    repeated: [20, 300],
    families: [20, 400, 30],
  },
  {
    queryType: "password_reset",
    conversations: 1500,
    handedOff: 90,
    repeated: [20, 40],
    families: [80, 5, 5],
  },
  {
    queryType: "meter_reading",
    conversations: 1800,
    handedOff: 120,
    repeated: [3, 60],
    families: [50, 40, 30],
  },
  { queryType: "stock_check", conversations: 300, handedOff: 12, repeated: [1, 3], families: [4, 4, 4] },
  { queryType: null, conversations: 100, handedOff: 40, repeated: [2, 10] },
];
