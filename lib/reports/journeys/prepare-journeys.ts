import { addDays } from "@/lib/domain/day";
import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatCount, formatSigned } from "@/lib/metrics/format";
import { formatDay, formatMoment } from "@/lib/metrics/format-time";
import {
  parseTransition,
  TRANSITION_KINDS,
  type Transition,
  type TransitionKind,
  transitionValue,
} from "@/lib/metrics/transition-key";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import { valueName } from "@/lib/reports/report/prepare-names";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import type { JOURNEY_OUTCOMES, JourneysOverview, TRANSITION_METRICS } from "./journeys";
import { BETWEEN_CONTACTS, prepareSankey, type SankeyChart, WITHIN_CONTACT } from "./prepare-sankey";
import { TRANSITION_NAMES, transitionName } from "./transition-names";

/** One number on top of the page, with a sentence on how to read it. */
export interface JourneyFigure {
  readonly id: string;
  readonly label: string;
  readonly number: NumberText;
  readonly change: ChangeText | null;
  readonly note: string;
  readonly definitionHref: string;
}

/** One transition as a row: a number per {@link TRANSITION_METRICS}. */
export interface TransitionRow {
  readonly key: string;
  readonly name: string;
  readonly count: string;
  readonly href: string;
  readonly context: NumberText;
  readonly repeat: NumberText;
  readonly csat: NumberText;
}

/** The transitions of one kind, the most frequent first. */
export interface TransitionGroup {
  readonly kind: TransitionKind;
  readonly title: string;
  readonly rows: readonly TransitionRow[];
}

/** One query type: how much stays with the bot, and how much of it stays there for good. */
export interface DurableRow {
  readonly key: string;
  readonly name: string;
  readonly contained: NumberText;
  readonly durable: NumberText;
  /** `−6.2 pts`: what came back; null where either is withheld. */
  readonly lost: string | null;
  readonly further: NumberText;
}

/** The page of journeys, as text. */
export interface JourneysPage {
  readonly figures: readonly JourneyFigure[];
  /** How far the numbers go: what waits to be linked, and what may still change; null where all is done. */
  readonly asOf: string | null;
  readonly provisional: string | null;
  /** What cannot be seen, where that is much; null where little is. */
  readonly unseen: string | null;
  readonly within: SankeyChart | null;
  readonly between: SankeyChart | null;
  readonly groups: readonly TransitionGroup[];
  readonly queryTypes: readonly DurableRow[];
  readonly all: DurableRow;
}

/** Below this share of conversations that can be followed, the page says what it cannot see. */
const WELL_COVERED = 0.9;

/** Turns the numbers of the page of journeys into what it shows. */
export function prepareJourneys(
  overview: JourneysOverview,
  scope: PeriodScope,
  timeZone: string,
): JourneysPage {
  const { total, transitions, journeyDays, windowIsOpen, progress } = overview;
  const rowsOf = (transition: Transition) =>
    rowsAddress(
      {
        ...scope,
        filters: [...scope.filters, { dimension: "transition", values: [transitionValue(transition)] }],
      },
      "transitions",
      "numerator",
    );
  const coverage = total.values.journey_coverage?.value ?? null;
  return {
    figures: figuresOf(total, scope, journeyDays),
    asOf:
      progress.waiting === 0
        ? null
        : `${waitingText(progress)} to be linked. These numbers know everything that arrived before ${progress.since === null ? "now" : formatMoment(progress.since, timeZone)}.`,
    provisional: windowIsOpen
      ? `Provisional until ${formatDay(addDays(scope.period.to, journeyDays))}: the window of ${counted(journeyDays, "day")} has not passed for the last contacts, and their customers may still come back.`
      : null,
    unseen:
      coverage !== null && coverage < WELL_COVERED
        ? "Of some conversations nobody could see whether the customer came back: their records carry no customer reference, and no contact names them. They are in none of these shares."
        : null,
    within: prepareSankey(transitions, WITHIN_CONTACT, rowsOf),
    between: prepareSankey(transitions, BETWEEN_CONTACTS, rowsOf),
    groups: groupsOf(transitions, scope, rowsOf),
    queryTypes: overview.queryTypes
      .filter(({ values }) => (values.followable_containment_rate?.denominator ?? 0) > 0)
      .map((row) => durableRow(row, scope, row.key.query_type ?? null))
      .sort((a, b) => b.size - a.size)
      .map(({ row }) => row),
    all: durableRow(total, scope, undefined).row,
  };
}

function waitingText({ waiting, isMore }: JourneysOverview["progress"]): string {
  const count = isMore ? `More than ${formatCount(waiting)}` : formatCount(waiting);
  return counted(count, "conversation waits", "conversations wait");
}

function figuresOf(total: ReportRow, scope: PeriodScope, journeyDays: number): JourneyFigure[] {
  const notes: readonly (readonly [string, string, string])[] = [
    [
      "followable_containment_rate",
      "Containment",
      "stayed with the bot; of conversations whose further contacts can be seen",
    ],
    [
      "durable_containment_rate",
      "Durable containment",
      `stayed with the bot, and the customer did not come back within ${counted(journeyDays, "day")}`,
    ],
    [
      "further_contact_rate",
      "Further contact after a hand-off",
      `were handed to people, and the customer came back within ${counted(journeyDays, "day")}`,
    ],
    [
      "transition_context_rate",
      "Whole context at transitions",
      "of hand-offs and transfers of which it is known",
    ],
    [
      "journey_coverage",
      "Journeys that can be seen",
      "carry a customer reference, or are linked by their source",
    ],
  ];
  return notes.map(([id, label, note]) => ({
    id,
    label,
    note,
    number: prepareNumber(metric(id), total.values[id], scope),
    change: prepareChange(metric(id), total.change?.[id]),
    definitionHref: `/definitions#${id}`,
  }));
}

function groupsOf(
  rows: readonly ReportRow[],
  scope: PeriodScope,
  rowsOf: (transition: Transition) => string,
): TransitionGroup[] {
  const known = rows.flatMap((row) => {
    const transition = parseTransition(row.key.transition ?? "");
    return transition ? [{ transition, row, count: row.values.transitions?.value ?? 0 }] : [];
  });
  return TRANSITION_KINDS.map((kind) => ({
    kind,
    title: TRANSITION_NAMES[kind],
    rows: known
      .filter(({ transition }) => transition.kind === kind)
      .sort((a, b) => b.count - a.count)
      .map(({ transition, row, count }): TransitionRow => {
        const value = transitionValue(transition);
        const own: PeriodScope = {
          ...scope,
          filters: [...scope.filters, { dimension: "transition", values: [value] }],
        };
        const number = (id: (typeof TRANSITION_METRICS)[number]) =>
          prepareNumber(metric(id), row.values[id], own);
        return {
          key: value,
          name: transitionName(transition),
          count: formatCount(count),
          href: rowsOf(transition),
          context: number("transition_context_rate"),
          repeat: number("transition_repeat_rate"),
          csat: number("transition_csat"),
        };
      }),
  })).filter(({ rows }) => rows.length > 0);
}

/** `queryType` undefined: all of them. */
function durableRow(
  row: ReportRow,
  scope: PeriodScope,
  queryType: string | null | undefined,
): { readonly row: DurableRow; readonly size: number } {
  const own: PeriodScope =
    queryType === undefined
      ? scope
      : { ...scope, filters: withFilter(scope.filters, "query_type", [queryType]) };
  const number = (id: (typeof JOURNEY_OUTCOMES)[number]) => prepareNumber(metric(id), row.values[id], own);
  const contained = row.values.followable_containment_rate?.value ?? null;
  const durable = row.values.durable_containment_rate?.value ?? null;
  return {
    size: row.values.followable_containment_rate?.denominator ?? 0,
    row: {
      key: queryType === undefined ? "all" : (queryType ?? "__null__"),
      name: queryType === undefined ? "All query types" : valueName("query_type", queryType),
      contained: number("followable_containment_rate"),
      durable: number("durable_containment_rate"),
      lost:
        contained === null || durable === null ? null : `${formatSigned("percent", durable - contained)} pts`,
      further: number("further_contact_rate"),
    },
  };
}
