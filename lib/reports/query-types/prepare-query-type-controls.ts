import { addDays } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { counted } from "@/lib/metrics/counted";
import type { Dimension } from "@/lib/metrics/dimensions";
import { formatCount } from "@/lib/metrics/format";
import { formatDay, formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { type FilterBar, prepareFilterBar } from "@/lib/reports/filters/prepare-filters";
import type { ReportFilter } from "@/lib/reports/report/report";
import { type CompareControl, prepareCompare } from "@/lib/reports/weekly/prepare-compare";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import { MOST_WEEKS, type SelectionAddress } from "./query-type-address";
import type { SelectedPeriod } from "./query-type-overview";
import { latestWeeks, WEEKS_OPENED } from "./query-type-period";

/** A run of days that can be picked. */
export interface PeriodLink {
  readonly name: string;
  readonly days: string;
  readonly count: string | null;
  readonly href: string;
  readonly current: boolean;
}

/** Which days a page is about and by what it is filtered, as links and plain forms. */
export interface PeriodControls extends FilterBar {
  /** `Last 4 weeks`, `Week 46`, or `Days` for any other run. */
  readonly name: string;
  readonly days: string;
  /** The runs that are asked for most. */
  readonly spans: readonly PeriodLink[];
  readonly weeks: readonly PeriodLink[];
  /** The form for any other days: where it leads, what it begins with, what it carries along. */
  readonly form: {
    readonly action: string;
    readonly from: string;
    readonly to: string;
    readonly earliest: string | undefined;
    readonly latest: string | undefined;
    readonly hidden: readonly (readonly [string, string])[];
  };
  readonly action: string;
  /** `final since 23 Nov`, or that it may still change, and until when. */
  readonly maturity: string;
  /** The form for the latest so many weeks. */
  readonly lastWeeks: {
    readonly count: number;
    readonly most: number;
    readonly hidden: readonly (readonly [string, string])[];
  };
  /** What the numbers are compared with; null on a page that compares nothing. */
  readonly compare: CompareControl | null;
}

type SelectionChange = Partial<Pick<SelectionAddress, "week" | "period" | "weeks" | "compare" | "filters">>;

/** Where a page leads when its days or filters are changed. */
export interface PeriodLinks {
  readonly path: string;
  /** The latest so many weeks are shown without an address; {@link WEEKS_OPENED} unless said, null = all data. */
  readonly opensOn?: number | null;
  readonly hrefWith: (change: SelectionChange) => string;
  readonly parametersWith: (change: SelectionChange) => readonly (readonly [string, string])[];
}

/** Runs of weeks that are offered besides single weeks. */
const SPANS = [1, WEEKS_OPENED, 12] as const;

/** Period picker and filters of a page about query types. */
export function preparePeriodControls(
  selected: SelectedPeriod,
  conversations: number,
  workspace: Pick<Workspace, "maturityDays" | "timeZone" | "clock" | "data">,
  address: SelectionAddress,
  dimensions: readonly Dimension[],
  links: PeriodLinks,
): PeriodControls {
  const { period, weeks } = selected;
  const { data } = workspace;
  const opensOn = links.opensOn === undefined ? WEEKS_OPENED : links.opensOn;
  const isAll = data !== null && data.from === period.from && data.to === period.to;
  const spans: PeriodLink[] = SPANS.flatMap((count) => {
    const days = latestWeeks(weeks, count);
    if (days === null) return [];
    return [
      {
        name: lastWeeks(count),
        days: formatDays(days.from, days.to),
        count: null,
        href: links.hrefWith({ week: null, period: null, weeks: count === opensOn ? null : count }),
        current: address.week === null && days.from === period.from && days.to === period.to,
      },
    ];
  });
  if (data) {
    const days = opensOn === null ? null : { from: data.from, to: data.to };
    spans.push({
      name: "All data",
      days: formatDays(data.from, data.to),
      count: null,
      href: links.hrefWith({ week: null, weeks: null, period: days }),
      current: isAll && address.week === null && !spans.some((span) => span.current),
    });
  }
  const current = spans.find((span) => span.current);
  const count = address.weeks ?? WEEKS_OPENED;
  const named = address.weeks === null ? "Days" : lastWeeks(count);
  const compare = (change: Period | null) => ({ compare: change });
  return {
    name: address.week !== null ? formatWeek(address.week) : (current?.name ?? named),
    days: formatDays(period.from, period.to),
    spans,
    weeks: weeks.map((choice) => ({
      name: formatWeek(choice.week),
      days: formatDays(choice.period.from, choice.period.to),
      count: choice.running ? "running" : formatCount(choice.conversations),
      href: links.hrefWith({ week: choice.week, weeks: null, period: choice.period }),
      current: choice.week === address.week,
    })),
    form: {
      action: links.path,
      from: period.from,
      to: period.to,
      earliest: data?.from,
      latest: data?.to,
      hidden: links.parametersWith({ week: null, weeks: null, period: null }),
    },
    lastWeeks: {
      count,
      most: MOST_WEEKS,
      hidden: links.parametersWith({ week: null, weeks: null, period: null }),
    },
    compare: prepareCompare(period, weeks, address.compare, {
      action: links.path,
      hrefWith: (change) => links.hrefWith(compare(change)),
      hidden: links.parametersWith(compare(null)),
    }),
    action: links.path,
    maturity: maturity(selected, workspace.maturityDays),
    ...prepareFilterBar(dimensions, selected.choices, {
      filters: address.filters,
      hrefWith: (filters: readonly ReportFilter[]) => links.hrefWith({ filters }),
      parametersWith: (filters) => links.parametersWith({ filters }),
    }),
    meta: `${counted(conversations, "conversation")} · as of ${formatMoment(workspace.clock.now(), workspace.timeZone)}`,
  };
}

function lastWeeks(count: number): string {
  return count === 1 ? "Last week" : `Last ${counted(count, "week")}`;
}

function maturity({ period, provisional }: SelectedPeriod, maturityDays: number): string {
  const final = formatDay(addDays(period.to, maturityDays + 1));
  return provisional ? `provisional: late surveys may change it until ${final}` : `final since ${final}`;
}
