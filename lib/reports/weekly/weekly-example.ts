import { weekDays } from "@/lib/domain/period";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { ReportRow } from "@/lib/reports/report/report";
import { wilson } from "@/lib/statistics/wilson";
import { type WeekColumn, weekAfter } from "./weekly";

/*
 * Small reports for the tests of what the weekly review shows.
 */

/** A share as the reports give it, withheld where it has to be. */
export function share(numerator: number, denominator: number): MetricValue {
  const few = denominator < 5;
  return {
    value: few ? null : numerator / denominator,
    numerator,
    denominator,
    interval: few ? null : wilson({ numerator, denominator }),
    withheld: denominator === 0 ? "no_data" : few ? "too_few" : null,
    lowVolume: denominator < 30,
  };
}

/** A count as the reports give it. */
export function count(value: number): MetricValue {
  return { value, numerator: value, denominator: null, interval: null, withheld: null, lowVolume: false };
}

/** The numbers of a week or a query type with so many conversations, two in five handed off. */
export function numbers(conversations: number, repeated = 0.2): { readonly [metric: string]: MetricValue } {
  const handOffs = Math.round(conversations * 0.4);
  const families = Math.round(handOffs * 0.9);
  const [failure, planned] = [Math.round(families * 0.5), Math.round(families * 0.3)];
  const assessed = Math.round(handOffs * 0.6);
  const unclassified = Math.round(handOffs * 0.06);
  return {
    conversations: count(conversations),
    hand_offs: count(handOffs),
    hand_off_rate: share(handOffs, conversations),
    containment_rate: share(Math.round(conversations * 0.5), conversations),
    connection_rate: share(handOffs, handOffs),
    bot_failure_share: share(failure, families),
    planned_escalation_share: share(planned, families),
    customer_demand_share: share(families - failure - planned, families),
    unclassified_share: share(unclassified, families + unclassified),
    repeat_information_rate: share(Math.round(assessed * repeated), assessed),
    repeat_coverage: share(assessed, handOffs),
    post_hand_off_csat: share(Math.round(handOffs * 0.06), Math.round(handOffs * 0.1)),
    contained_csat: share(Math.round(conversations * 0.04), Math.round(conversations * 0.05)),
    survey_response_rate: share(Math.round(handOffs * 0.1), handOffs),
    contained_survey_response_rate: share(Math.round(conversations * 0.05), Math.round(conversations * 0.5)),
    context_useful_rate: share(Math.round(handOffs * 0.14), Math.round(handOffs * 0.2)),
    context_ignored_rate: share(Math.round(handOffs * 0.02), Math.round(handOffs * 0.2)),
    rating_coverage: share(Math.round(handOffs * 0.2), handOffs),
  };
}

/** A row of a report by query type. */
export function typeRow(queryType: string | null, conversations: number, repeated?: number): ReportRow {
  return { key: { query_type: queryType }, values: numbers(conversations, repeated) };
}

/** The columns up to a reviewed week; `null` in `sizes` is a week without data, `running` adds the week after. */
export function columns(
  reviewed: string,
  sizes: readonly (number | null)[],
  options: { readonly running?: number; readonly lastRepeated?: number } = {},
): WeekColumn[] {
  const last = sizes.length - 1;
  const past = sizes.map((size, i): WeekColumn => {
    const week = weekAfter(reviewed, i - last);
    const repeated = i === last ? (options.lastRepeated ?? 0.2) : 0.2 + (i % 2) * 0.01;
    return {
      week,
      period: weekDays(week),
      state: i === last ? "reviewed" : "past",
      values: size === null ? null : numbers(size, repeated),
    };
  });
  if (options.running === undefined) return past;
  const next = weekAfter(reviewed, 1);
  return [
    ...past,
    { week: next, period: weekDays(next), state: "running", values: numbers(options.running) },
  ];
}
