import { metric } from "@/lib/metrics/catalogue";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import { chartTarget } from "@/lib/reports/notes/prepare-targets";
import { prepareTrend, type TrendChart } from "@/lib/reports/weekly/prepare-trend";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import type { QueryTypeDetail } from "./query-type-detail";
import {
  type QueryTypeAddress,
  queryTypeHref,
  TYPE_TRENDS,
  type TypeTrend,
} from "./query-type-detail-address";

const TABS: { readonly [T in TypeTrend]: string } = {
  hand_off_rate: "Hand-off rate",
  repeat_information_rate: "Repeat information",
  post_hand_off_csat: "CSAT",
};

/** The trend of one query type: the same chart as on the weekly review, with tabs that stay on this page. */
export function prepareQueryTypeTrend(
  detail: QueryTypeDetail,
  address: QueryTypeAddress,
  scope: PeriodScope,
): TrendChart {
  const { columns, releases, lastWeek, provisionalWeeks, repeatTarget } = detail;
  const chart = prepareTrend(
    columns,
    parseWeeklyAddress(new URLSearchParams({ trend: address.trend })),
    { week: lastWeek, filters: scope.filters },
    {
      releases,
      named: null,
      notes: detail.annotations,
      target: chartTarget(metric(address.trend), repeatTarget ? [repeatTarget] : []),
      provisional: provisionalWeeks,
    },
  );
  return {
    ...chart,
    tabs: TYPE_TRENDS.map((trend) => ({
      text: TABS[trend],
      href: queryTypeHref(address, { trend }, "trend"),
      current: trend === address.trend,
    })),
    measures: null,
  };
}
