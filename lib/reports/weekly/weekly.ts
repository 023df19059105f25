import { addDays, type Day } from "@/lib/domain/day";
import { type Period, periodText, type Week, weekDays, weekOf } from "@/lib/domain/period";
import type { REASON_FAMILIES } from "@/lib/domain/reason";
import { formatDays, formatWeek } from "@/lib/metrics/format-time";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { TypeVerdict } from "@/lib/reports/query-types/type-verdicts";
import type { Report, ReportRow } from "@/lib/reports/report/report";

/** Weeks in a sparkline and in the reasons chart, the reviewed one included. */
export const WEEKS_SHOWN = 12;

/** The metric that is each family's share of the hand-offs with a reason. */
export const FAMILY_SHARES = {
  bot_failure: "bot_failure_share",
  planned_escalation: "planned_escalation_share",
  customer_demand: "customer_demand_share",
} as const satisfies { readonly [F in (typeof REASON_FAMILIES)[number]]: string };

/** What the cards and the reasons chart are made of. */
export const WEEKLY_METRICS = [
  "conversations",
  "hand_offs",
  "hand_off_rate",
  "containment_rate",
  "connection_rate",
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
  "unclassified_share",
  "repeat_information_rate",
  "repeat_coverage",
  "post_hand_off_csat",
  "contained_csat",
  "post_hand_off_csat_mean",
  "contained_csat_mean",
  "survey_response_rate",
  "contained_survey_response_rate",
  "context_useful_rate",
  "context_ignored_rate",
  "rating_coverage",
] as const;

/** What the query-type table is made of. */
export const QUERY_TYPE_METRICS = [
  "conversations",
  "repeat_information_rate",
  "post_hand_off_csat",
  "contained_csat",
  "context_useful_rate",
  "hand_off_rate",
  "hand_offs",
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
] as const;

/** What the filter row offers, besides custom attributes. A reason comes with its code. */
export const FILTER_DIMENSIONS = [
  "channel",
  "bot",
  "bot_version",
  "language",
  "query_type",
  "reason",
  "queue",
] as const;

/** A value that a dimension can be filtered by; null = not known. */
export interface FilterChoice {
  readonly value: string | null;
  /** Null where they are not counted: the value is one of a sample. */
  readonly conversations: number | null;
}

/** One week of a chart over time. */
export interface WeekColumn {
  readonly week: Week;
  readonly period: Period;
  readonly state: "past" | "reviewed" | "running";
  /** Null: nothing happened in that week. */
  readonly values: { readonly [metric: string]: MetricValue } | null;
}

/** A week that can be picked. */
export interface WeekChoice {
  readonly week: Week;
  readonly period: Period;
  readonly conversations: number;
  /** Not over yet. */
  readonly running: boolean;
}

/** All that the weekly review shows, as numbers. */
export interface WeeklyReview {
  readonly week: Week;
  readonly period: Report["period"] & { readonly from: Day; readonly to: Day };
  /** Not over yet. */
  readonly running: boolean;
  readonly previousWeek: Week;
  /** What the week is compared with, where it is not the week before. */
  readonly compared?: Period;
  /** The reviewed week against what it is compared with; null when nothing happened in it. */
  readonly total: ReportRow | null;
  readonly columns: readonly WeekColumn[];
  readonly queryTypes: readonly ReportRow[];
  /** What to do about each; absent in weeks that were closed before there were verdicts. */
  readonly verdicts?: readonly TypeVerdict[];
  /** Weeks with data, the newest first. */
  readonly weeks: readonly WeekChoice[];
  readonly choices: { readonly [dimension: string]: readonly FilterChoice[] };
}

/** The weeks with data, newest first, from a report of conversations by week. */
export function weekChoices(report: Report, today: Day): WeekChoice[] {
  return report.rows
    .flatMap((row): WeekChoice[] => {
      const week = row.key.week;
      const conversations = row.values.conversations?.value ?? 0;
      if (week == null || conversations === 0) return [];
      const period = weekDays(week);
      return [{ week, period, conversations, running: period.to >= today }];
    })
    .sort((a, b) => (a.week < b.week ? 1 : -1));
}

/** The week that a review opens on: the latest complete one with data, else the latest with data; null without any. */
export function openingWeek(weeks: readonly WeekChoice[]): Week | null {
  return (weeks.find((week) => !week.running) ?? weeks[0])?.week ?? null;
}

/** What a week is compared with: `Week 45`, or the days where they are no week. */
export function comparedName({
  week,
  compared,
}: {
  readonly week: Week;
  readonly compared?: Period;
}): string {
  const text = compared ? periodText(compared) : weekAfter(week, -1);
  return compared && text.includes("..") ? formatDays(compared.from, compared.to) : formatWeek(text);
}

/** A name such as `Week 45` inside a sentence: `week 45`; days stay as they are. */
export function inSentence(name: string): string {
  return name.replace(/^Week /, "week ");
}

/** The week so many weeks later (earlier where negative). */
export function weekAfter(week: Week, count: number): Week {
  return weekOf(addDays(weekDays(week).from, 7 * count));
}

/**
 * The weeks of a chart: twelve up to the reviewed one, and the one after it where that is still running. Weeks before
 * the first data are left out; a week without data in between stays, as a gap.
 */
export function weekColumns(reviewed: Week, report: Report, weeks: readonly WeekChoice[]): WeekColumn[] {
  const values = new Map(report.rows.map((row) => [row.key.week, row.values]));
  const earliest = weeks.at(-1)?.week ?? reviewed;
  const columns: WeekColumn[] = [];
  for (let back = WEEKS_SHOWN - 1; back >= 0; back--) {
    const week = weekAfter(reviewed, -back);
    if (week < earliest && back > 0) continue;
    const state = back === 0 ? "reviewed" : "past";
    columns.push({ week, period: weekDays(week), state, values: values.get(week) ?? null });
  }
  const next = weeks.find((choice) => choice.week === weekAfter(reviewed, 1));
  const nextValues = next?.running ? values.get(next.week) : undefined;
  if (next && nextValues) {
    columns.push({ week: next.week, period: next.period, state: "running", values: nextValues });
  }
  return columns;
}
