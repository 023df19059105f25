import { addDays } from "@/lib/domain/day";
import { type Dimension, NULL_FILTER } from "@/lib/metrics/dimensions";
import { formatCount } from "@/lib/metrics/format";
import { formatDay, formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { dimensionName, valueName } from "./prepare-names";
import type { ReportFilter } from "./report";
import { withFilter } from "./rows-address";
import { FILTER_DIMENSIONS, type FilterChoice, type WeeklyReview, weekAfter } from "./weekly";
import { type WeeklyAddress, weeklyHref, weeklyParameters } from "./weekly-address";
import type { Workspace } from "./workspace";

/** One filter: a button that opens a form of check boxes. */
export interface FilterControl {
  readonly dimension: Dimension;
  readonly name: string;
  /** `All`, one value, or `2 of 4`. */
  readonly summary: string;
  readonly isSet: boolean;
  readonly options: readonly {
    readonly value: string;
    readonly name: string;
    readonly count: string;
    readonly checked: boolean;
  }[];
  /** What the form carries along: everything else of the address. */
  readonly hidden: readonly (readonly [string, string])[];
  readonly clearHref: string;
}

export interface WeekLink {
  readonly name: string;
  readonly days: string;
  readonly count: string;
  readonly href: string;
  readonly current: boolean;
  readonly running: boolean;
}

/** The head of the weekly review: which week, how final it is, what it is filtered by. */
export interface WeeklyControls {
  readonly week: string;
  readonly days: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly weeks: readonly WeekLink[];
  /** `final since 23 Nov`, or that it may still change, and until when. */
  readonly maturity: string;
  readonly filters: readonly FilterControl[];
  readonly clearAllHref: string | null;
  /** `12,822 conversations · as of 22 Nov, 09:00`. */
  readonly meta: string;
}

/** Week picker and filters, as links and plain forms: they work without a script. */
export function prepareControls(
  review: WeeklyReview,
  workspace: Pick<Workspace, "maturityDays" | "timeZone" | "clock">,
  address: WeeklyAddress,
): WeeklyControls {
  const now = workspace.clock.now();
  const latest = review.weeks[0]?.week ?? review.week;
  const earliest = review.weeks.at(-1)?.week ?? review.week;
  const weekHref = (week: string) => weeklyHref(address, { week });
  const conversations = review.total?.values.conversations?.value ?? 0;
  return {
    week: formatWeek(review.week),
    days: formatDays(review.period.from, review.period.to),
    previousHref: review.week > earliest ? weekHref(weekAfter(review.week, -1)) : null,
    nextHref: review.week < latest ? weekHref(weekAfter(review.week, 1)) : null,
    weeks: review.weeks.map((choice) => ({
      name: formatWeek(choice.week),
      days: formatDays(choice.period.from, choice.period.to),
      count: formatCount(choice.conversations),
      href: weekHref(choice.week),
      current: choice.week === review.week,
      running: choice.running,
    })),
    maturity: maturity(review, workspace.maturityDays),
    filters: prepareFilterControls(FILTER_DIMENSIONS, review.choices, {
      filters: address.filters,
      hrefWith: (filters) => weeklyHref(address, { filters }),
      parametersWith: (filters) => weeklyParameters({ ...address, filters }),
    }),
    clearAllHref: address.filters.length === 0 ? null : weeklyHref(address, { filters: [] }),
    meta: `${formatCount(conversations)} ${conversations === 1 ? "conversation" : "conversations"} · as of ${formatMoment(now, workspace.timeZone)}`,
  };
}

function maturity({ period, running }: WeeklyReview, maturityDays: number): string {
  const final = formatDay(addDays(period.to, maturityDays + 1));
  if (!period.provisional) return `final since ${final}`;
  const until = `late surveys may change it until ${final}`;
  return running ? `still running; ${until}` : `provisional: ${until}`;
}

/** What a page is filtered by, and where it leads with other filters: as a link and as what a form carries along. */
export interface FilterLinks {
  readonly filters: readonly ReportFilter[];
  readonly hrefWith: (filters: readonly ReportFilter[]) => string;
  readonly parametersWith: (filters: readonly ReportFilter[]) => readonly (readonly [string, string])[];
}

/** One control for each of the dimensions, offering what there is to choose. */
export function prepareFilterControls(
  dimensions: readonly Dimension[],
  choices: { readonly [dimension: string]: readonly FilterChoice[] },
  links: FilterLinks,
): FilterControl[] {
  return dimensions.map((dimension) => filterControl(dimension, choices[dimension] ?? [], links));
}

function filterControl(
  dimension: Dimension,
  known: readonly FilterChoice[],
  { filters, hrefWith, parametersWith }: FilterLinks,
): FilterControl {
  const chosen = filters.find((filter) => filter.dimension === dimension)?.values ?? [];
  // What the address asks for is offered even where no conversation has it.
  const others = chosen.filter((value) => !known.some((choice) => choice.value === value));
  const choices = [...known, ...others.map((value) => ({ value, conversations: 0 }))];
  const [only] = chosen;
  return {
    dimension,
    name: dimensionName(dimension),
    summary:
      chosen.length === 0
        ? "All"
        : chosen.length === 1 && only !== undefined
          ? valueName(dimension, only)
          : `${chosen.length} of ${choices.length}`,
    isSet: chosen.length > 0,
    options: choices.map((choice) => ({
      value: choice.value ?? NULL_FILTER,
      name: valueName(dimension, choice.value),
      count: formatCount(choice.conversations),
      checked: chosen.includes(choice.value),
    })),
    hidden: parametersWith(withFilter(filters, dimension, null)),
    clearHref: hrefWith(withFilter(filters, dimension, null)),
  };
}
