import { addDays } from "@/lib/domain/day";
import { weekDays } from "@/lib/domain/period";
import type { Dimension } from "@/lib/metrics/dimensions";
import { formatCount } from "@/lib/metrics/format";
import { formatDay, formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { type FilterControl, prepareFilterControls } from "./prepare-filters";
import type { SelectionAddress } from "./query-type-address";
import type { SelectedPeriod } from "./query-type-overview";
import { latestWeeks, WEEKS_OPENED } from "./query-type-period";
import type { ReportFilter } from "./report";
import type { Workspace } from "./workspace";

/** A run of days that can be picked. */
export interface PeriodLink {
  readonly name: string;
  readonly days: string;
  readonly count: string | null;
  readonly href: string;
  readonly current: boolean;
}

/** Which days a page is about and by what it is filtered, as links and plain forms. */
export interface PeriodControls {
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
  readonly filters: readonly FilterControl[];
  readonly clearAllHref: string | null;
  /** `20,187 conversations · as of 16 Nov, 09:00`. */
  readonly meta: string;
}

/** Where a page leads when its days or filters are changed. */
export interface PeriodLinks {
  readonly path: string;
  readonly hrefWith: (change: Partial<Pick<SelectionAddress, "week" | "period" | "filters">>) => string;
  readonly parametersWith: (
    change: Partial<Pick<SelectionAddress, "week" | "period" | "filters">>,
  ) => readonly (readonly [string, string])[];
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
  const spans = SPANS.flatMap((count): PeriodLink[] => {
    const days = latestWeeks(weeks, count);
    if (days === null) return [];
    const isDefault = count === WEEKS_OPENED;
    return [
      {
        name: count === 1 ? "Last week" : `Last ${count} weeks`,
        days: formatDays(days.from, days.to),
        count: null,
        href: links.hrefWith({ week: null, period: isDefault ? null : days }),
        current: address.week === null && days.from === period.from && days.to === period.to,
      },
    ];
  });
  const current = spans.find((span) => span.current);
  const { data } = workspace;
  return {
    name: address.week !== null ? formatWeek(address.week) : (current?.name ?? "Days"),
    days: formatDays(period.from, period.to),
    spans: data
      ? [
          ...spans,
          {
            name: "All data",
            days: formatDays(data.from, data.to),
            count: null,
            href: links.hrefWith({ week: null, period: { from: data.from, to: data.to } }),
            current: !current && address.week === null && data.from === period.from && data.to === period.to,
          },
        ]
      : spans,
    weeks: weeks.map((choice) => ({
      name: formatWeek(choice.week),
      days: formatDays(choice.period.from, choice.period.to),
      count: choice.running ? "running" : formatCount(choice.conversations),
      href: links.hrefWith({ week: choice.week, period: weekDays(choice.week) }),
      current: choice.week === address.week,
    })),
    form: {
      action: links.path,
      from: period.from,
      to: period.to,
      earliest: data?.from,
      latest: data?.to,
      hidden: links.parametersWith({ week: null, period: null }),
    },
    action: links.path,
    maturity: maturity(selected, workspace.maturityDays),
    filters: prepareFilterControls(dimensions, selected.choices, {
      filters: address.filters,
      hrefWith: (filters: readonly ReportFilter[]) => links.hrefWith({ filters }),
      parametersWith: (filters) => links.parametersWith({ filters }),
    }),
    clearAllHref: address.filters.length === 0 ? null : links.hrefWith({ filters: [] }),
    meta: `${formatCount(conversations)} ${conversations === 1 ? "conversation" : "conversations"} · as of ${formatMoment(workspace.clock.now(), workspace.timeZone)}`,
  };
}

function maturity({ period, provisional }: SelectedPeriod, maturityDays: number): string {
  const final = formatDay(addDays(period.to, maturityDays + 1));
  return provisional ? `provisional: late surveys may change it until ${final}` : `final since ${final}`;
}
