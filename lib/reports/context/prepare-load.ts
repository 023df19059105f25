import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { shareValue } from "@/lib/metrics/evaluate";
import { formatCount } from "@/lib/metrics/format";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import { type IntervalBar, scaleOf } from "@/lib/reports/query-types/prepare-query-types";
import { barOf } from "@/lib/reports/report/metric-table";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import { shareOf } from "@/lib/reports/stands-out/signals";
import { newcombe } from "@/lib/statistics/newcombe";
import type { ContextOverview } from "./context-overview";
import { type LoadBucket, type LoadedHour, loadBuckets } from "./load-buckets";

/** Hours that were about as busy, and what of the context arrived in them. */
export interface LoadRow {
  readonly key: string;
  /** `12–18 hand-offs in the hour` */
  readonly name: string;
  readonly hours: string;
  readonly came: NumberText;
  readonly bar: IntervalBar | null;
  readonly inTime: NumberText;
  /** The hand-offs of these hours of which nothing arrived; null where there are none, or too many hours for an address. */
  readonly without: { readonly text: string; readonly href: string } | null;
}

/** What arrived against how busy the hour was. */
export interface LoadView {
  readonly rows: readonly LoadRow[];
  readonly ends: readonly [string, string];
  /** The busiest hours against the quietest; null where either is withheld, or all hours are alike. */
  readonly difference: ChangeText | null;
}

/** An address with more hours than this is too long for some servers. */
const MOST_HOURS_IN_ADDRESS = 400;

/** What arrived by how many hand-offs the hour had, the quietest hours first. */
export function prepareLoad(
  { hours, load }: Pick<ContextOverview, "hours" | "load">,
  scope: PeriodScope,
): LoadView {
  const buckets = loadBuckets(
    hours.map(({ key, values }): LoadedHour => {
      const { arrived_context_rate: came, arrived_in_time_rate: inTime } = values;
      return {
        hour: key.hour ?? "",
        load: load.get(key.hour ?? "") ?? 0,
        known: came?.denominator ?? 0,
        came: came?.numerator ?? 0,
        timed: inTime?.denominator ?? 0,
        inTime: inTime?.numerator ?? 0,
      };
    }),
  );
  const shares = buckets.map((bucket) => ({
    came: shareValue(sum(bucket, "came"), sum(bucket, "known")),
    inTime: shareValue(sum(bucket, "inTime"), sum(bucket, "timed")),
  }));
  const scale = scaleOf(
    "came",
    shares.map(({ came }) => ({ values: { came } })),
  );
  const [quiet, busy] = [shareOf(shares[0]?.came), shareOf(shares.at(-1)?.came)];
  return {
    rows: buckets.map((bucket, i) => {
      const own = scopeOf(bucket, scope);
      const [came, inTime] = [shares[i]?.came, shares[i]?.inTime];
      const missing = sum(bucket, "known") - sum(bucket, "came");
      return {
        key: String(bucket.from),
        name: `${range(bucket)} in the hour`,
        hours: counted(bucket.hours.length, "hour"),
        came: prepareNumber(metric("arrived_context_rate"), came, own),
        bar: barOf(came, scale),
        inTime: prepareNumber(metric("arrived_in_time_rate"), inTime, own),
        without:
          own && missing > 0
            ? {
                text: `${formatCount(missing)} without`,
                href: rowsAddress(
                  { ...own, filters: withFilter(own.filters, "context_arrived", ["none"]) },
                  "arrived_context_rate",
                  "denominator",
                ),
              }
            : null,
      };
    }),
    ends: [`${Math.round(scale[0] * 100)}`, `${Math.round(scale[1] * 100)}%`],
    difference:
      quiet && busy && buckets.length > 1
        ? prepareChange(metric("arrived_context_rate"), newcombe(quiet, busy))
        : null,
  };
}

function sum({ hours }: LoadBucket, part: "known" | "came" | "timed" | "inTime"): number {
  return hours.reduce((total, hour) => total + hour[part], 0);
}

function range({ from, to }: LoadBucket): string {
  if (from === to) return counted(from, "hand-off");
  return `${formatCount(from)}–${counted(to, "hand-off")}`;
}

function scopeOf(bucket: LoadBucket, scope: PeriodScope): PeriodScope | null {
  const hours = bucket.hours.filter(({ known }) => known > 0).map(({ hour }) => hour);
  if (hours.length === 0 || hours.length > MOST_HOURS_IN_ADDRESS) return null;
  return { ...scope, filters: withFilter(scope.filters, "hour", hours) };
}
