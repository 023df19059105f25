import { type Period, previousPeriod } from "@/lib/domain/period";
import { formatDays, formatWeek } from "@/lib/metrics/format-time";
import type { WeekChoice } from "./weekly";

/** A period to compare with. */
export interface CompareLink {
  readonly name: string;
  readonly days: string;
  readonly href: string;
  readonly current: boolean;
}

/** What the numbers of a page are compared with: a button that opens links and a form for any days. */
export interface CompareControl {
  /** `week 45`, or the days. */
  readonly name: string;
  /** It is not the period just before. */
  readonly isSet: boolean;
  readonly links: readonly CompareLink[];
  readonly form: {
    readonly action: string;
    readonly from: string;
    readonly to: string;
    readonly hidden: readonly (readonly [string, string])[];
  };
}

interface CompareLinks {
  readonly action: string;
  readonly hrefWith: (compare: Period | null) => string;
  readonly hidden: readonly (readonly [string, string])[];
}

/** Prepares it for a page about a period; `chosen` = what the address says, null = the period just before. */
export function prepareCompare(
  period: Period,
  weeks: readonly WeekChoice[],
  chosen: Period | null,
  { action, hrefWith, hidden }: CompareLinks,
): CompareControl {
  const before = previousPeriod(period);
  const shown = chosen ?? before;
  const isWeek = weeks.some((week) => isSame(week.period, period));
  const others = isWeek
    ? weeks
        .filter((week) => week.period.to < before.from)
        .map(
          (week): CompareLink => ({
            name: formatWeek(week.week),
            days: formatDays(week.period.from, week.period.to),
            href: hrefWith(week.period),
            current: isSame(week.period, shown),
          }),
        )
    : [];
  return {
    name: periodName(shown, weeks),
    isSet: chosen !== null && !isSame(chosen, before),
    links: [
      {
        name: isWeek ? "The week before" : "The period before",
        days: formatDays(before.from, before.to),
        href: hrefWith(null),
        current: isSame(before, shown),
      },
      ...others,
    ],
    form: { action, from: shown.from, to: shown.to, hidden },
  };
}

/** A period by its week where it is one with data: `week 45`; else its days. */
export function periodName(period: Period, weeks: readonly Pick<WeekChoice, "week" | "period">[]): string {
  const week = weeks.find((choice) => isSame(choice.period, period));
  return week ? formatWeek(week.week).toLowerCase() : formatDays(period.from, period.to);
}

function isSame(a: Period, b: Period): boolean {
  return a.from === b.from && a.to === b.to;
}
