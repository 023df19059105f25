import { addDays } from "@/lib/domain/day";
import { counted } from "@/lib/metrics/counted";
import { type Dimension, NULL_FILTER } from "@/lib/metrics/dimensions";
import { formatCount } from "@/lib/metrics/format";
import { formatDay, formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import { dimensionName, valueName } from "@/lib/reports/report/prepare-names";
import type { ReportFilter } from "@/lib/reports/report/report";
import { type CompareControl, prepareCompare } from "@/lib/reports/weekly/prepare-compare";
import { FILTER_DIMENSIONS, type WeeklyReview, weekAfter } from "@/lib/reports/weekly/weekly";
import { type WeeklyAddress, weeklyHref, weeklyParameters } from "@/lib/reports/weekly/weekly-address";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import { type FilterChoices, isAttribute } from "./filter-choices";

/** Values of one dimension, as check boxes. */
export interface FilterGroup {
  readonly dimension: Dimension;
  /** Said above the values where a control has several groups; null for one alone. */
  readonly name: string | null;
  readonly options: readonly {
    readonly value: string;
    readonly name: string;
    /** Null where they are not counted. */
    readonly count: string | null;
    readonly checked: boolean;
  }[];
  /** What a field for any further value is called; null where all values are offered. */
  readonly other: string | null;
}

/** One filter: a button that opens a form. */
export interface FilterControl {
  readonly id: string;
  readonly name: string;
  /** `All`, one value, `2 of 4`, or `3 chosen` where nobody knows of how many; null where several can be added. */
  readonly summary: string | null;
  readonly isSet: boolean;
  readonly groups: readonly FilterGroup[];
  /** What the form carries along: everything else of the address. */
  readonly hidden: readonly (readonly [string, string])[];
  readonly clearHref: string;
}

/** A filter that is set, one value of it, with the address without it. */
export interface FilterChip {
  readonly text: string;
  readonly withoutHref: string;
}

/** What a page is filtered by, and by what it can be. */
export interface FilterBar {
  readonly filters: readonly FilterControl[];
  readonly chips: readonly FilterChip[];
  readonly clearAllHref: string | null;
  /** `12,822 conversations · as of 22 Nov, 09:00`. */
  readonly meta: string;
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
export interface WeeklyControls extends FilterBar {
  readonly week: string;
  readonly days: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly weeks: readonly WeekLink[];
  /** `final since 23 Nov`, or that it may still change, and until when. */
  readonly maturity: string;
  readonly compare: CompareControl;
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
    maturity: maturityText(review, workspace.maturityDays),
    ...prepareFilterBar(FILTER_DIMENSIONS, review.choices, {
      filters: address.filters,
      hrefWith: (filters) => weeklyHref(address, { filters }),
      parametersWith: (filters) => weeklyParameters({ ...address, filters }),
    }),
    compare: prepareCompare(review.period, review.weeks, address.compare, {
      action: address.path ?? "/",
      hrefWith: (compare) => weeklyHref(address, { compare }),
      hidden: weeklyParameters({ ...address, compare: null }),
    }),
    meta: `${counted(conversations, "conversation")} · as of ${formatMoment(now, workspace.timeZone)}`,
  };
}

/** `final since 23 Nov`, or that it may still change, and until when. */
export function maturityText({ period, running }: WeeklyReview, maturityDays: number): string {
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

/** One control for each of the dimensions, offering what there is to choose, and one for all custom attributes. */
export function prepareFilterBar(
  dimensions: readonly Dimension[],
  choices: FilterChoices,
  links: FilterLinks,
): Omit<FilterBar, "meta"> {
  const attributes = [
    ...new Set([...Object.keys(choices), ...links.filters.map((filter) => filter.dimension)]),
  ].flatMap((name) => (isAttribute(name) ? [name as Dimension] : []));
  const asked = new Set(links.filters.map((filter) => filter.dimension));
  const controls = dimensions.flatMap((dimension): FilterControl[] => {
    if (dimension === "reason")
      return [filterControl("reason", "Reason", ["reason", "reason_code"], choices, links)];
    // Where no record says a queue there is nothing to choose.
    if (dimension === "queue" && !choices.queue?.length && !asked.has("queue")) return [];
    return [filterControl(dimension, dimensionName(dimension), [dimension], choices, links)];
  });
  if (attributes.length > 0) {
    controls.push(filterControl("attributes", "Attributes", attributes.sort(), choices, links));
  }
  return {
    filters: gatherRare(controls, links),
    chips: prepareChips(links),
    clearAllHref: links.filters.length === 0 ? null : links.hrefWith([]),
  };
}

/** What is filtered by less often. */
const RARE: ReadonlySet<string> = new Set(["reason", "queue", "attributes"]);

/** Puts the rare filters that are not set behind one button, so that the common ones have room. */
function gatherRare(controls: readonly FilterControl[], links: FilterLinks): FilterControl[] {
  const rare = controls.filter(({ id, isSet }) => RARE.has(id) && !isSet);
  if (rare.length < 2) return [...controls];
  const added: FilterControl = {
    id: "more",
    name: "Add filter",
    summary: null,
    isSet: false,
    groups: rare.flatMap(({ groups }) =>
      groups.map((group) => ({ ...group, name: dimensionName(group.dimension) })),
    ),
    hidden: links.parametersWith(links.filters),
    clearHref: links.hrefWith(links.filters),
  };
  return [...controls.filter((control) => !rare.includes(control)), added];
}

/** What a page is filtered by, a chip a value. */
export function prepareChips({ filters, hrefWith }: Pick<FilterLinks, "filters" | "hrefWith">): FilterChip[] {
  return filters.flatMap(({ dimension, values }) =>
    values.map((value) => {
      const others = values.filter((other) => other !== value);
      const name = valueName(dimension, value);
      return {
        text: value === null ? name : `${dimensionName(dimension)}: ${name}`,
        withoutHref: hrefWith(withFilter(filters, dimension, others.length > 0 ? others : null)),
      };
    }),
  );
}

/** Dimensions of which only a sample of the values is known. */
function isSampled(dimension: Dimension): boolean {
  return dimension === "queue" || isAttribute(dimension);
}

function filterControl(
  id: string,
  name: string,
  dimensions: readonly Dimension[],
  choices: FilterChoices,
  { filters, hrefWith, parametersWith }: FilterLinks,
): FilterControl {
  const groups = dimensions.map((dimension): FilterGroup => {
    const known = choices[dimension] ?? [];
    const chosen = valuesOf(filters, dimension);
    // What the address asks for is offered even where no conversation has it.
    const others = chosen.filter((value) => !known.some((choice) => choice.value === value));
    const all = [
      ...known,
      ...others.map((value) => ({ value, conversations: isSampled(dimension) ? null : 0 })),
    ];
    return {
      dimension,
      name: dimensions.length > 1 || isAttribute(dimension) ? dimensionName(dimension) : null,
      options: all.map((choice) => ({
        value: choice.value ?? NULL_FILTER,
        name: valueName(dimension, choice.value),
        count: choice.conversations === null ? null : formatCount(choice.conversations),
        checked: chosen.includes(choice.value),
      })),
      other: isSampled(dimension) ? `Another ${dimensionName(dimension).toLowerCase()}` : null,
    };
  });
  const chosen = dimensions.flatMap((dimension) =>
    valuesOf(filters, dimension).map((value) => valueName(dimension, value)),
  );
  const without = filters.filter((filter) => !dimensions.includes(filter.dimension));
  const [only] = groups;
  return {
    id,
    name,
    summary:
      chosen.length < 2
        ? (chosen[0] ?? "All")
        : groups.length === 1 && only?.other === null
          ? `${chosen.length} of ${only.options.length}`
          : `${chosen.length} chosen`,
    isSet: chosen.length > 0,
    groups,
    hidden: parametersWith(without),
    clearHref: hrefWith(without),
  };
}

function valuesOf(filters: readonly ReportFilter[], dimension: Dimension): readonly (string | null)[] {
  return filters.find((filter) => filter.dimension === dimension)?.values ?? [];
}
