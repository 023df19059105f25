import { weekDays } from "@/lib/domain/period";
import { formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { dimensionName, valueName } from "@/lib/reports/report/prepare-names";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readFilters } from "@/lib/reports/report/report-parameters";
import type { FrozenHead } from "@/lib/store/frozen-reviews";

/** A closed week as lists and heads show it. */
export interface FrozenText {
  readonly id: string;
  readonly href: string;
  readonly week: string;
  readonly days: string;
  /** `Channel: Web chat or Voice`; `All conversations` without filters. */
  readonly filters: string;
  /** `16 Nov, 09:00`. */
  readonly at: string;
  readonly by: string;
}

/** Closed weeks as text; moments in the time zone of the workspace. */
export function prepareFrozen(reviews: readonly FrozenHead[], timeZone: string): readonly FrozenText[] {
  return reviews.map(({ id, week, filters, frozenAt, frozenBy }) => {
    const { from, to } = weekDays(week);
    const search = new URLSearchParams(filters.map(([dimension, value]) => [dimension, value]));
    return {
      id,
      href: `/reviews/${id}`,
      week: formatWeek(week),
      days: formatDays(from, to),
      filters: filtersText(readFilters(search)),
      at: formatMoment(frozenAt.getTime() * 1000, timeZone),
      by: frozenBy?.name ?? "somebody who is gone",
    };
  });
}

/** Filters in words: `Channel: Web chat or Voice`; `All conversations` without any. */
export function filtersText(filters: readonly ReportFilter[]): string {
  if (filters.length === 0) return "All conversations";
  return filters
    .map(({ dimension, values }) => {
      const names = values.map((value) => valueName(dimension, value));
      return `${dimensionName(dimension)}: ${names.join(" or ")}`;
    })
    .join(" · ");
}
