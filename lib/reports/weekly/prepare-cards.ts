import { REASON_FAMILIES, type ReasonFamily } from "@/lib/domain/reason";
import { metric } from "@/lib/metrics/catalogue";
import { oneOrMany } from "@/lib/metrics/counted";
import { formatCount, formatSigned, formatValue } from "@/lib/metrics/format";
import { formatWeek } from "@/lib/metrics/format-time";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { rowsAddress, type Scope, withFilter } from "@/lib/reports/conversations/rows-address";
import { familyName } from "@/lib/reports/report/prepare-names";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
  withheldText,
} from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import { prepareSparkline, type Sparkline } from "./prepare-sparkline";
import { comparedName, FAMILY_SHARES, inSentence, type WeekColumn } from "./weekly";

/** One big number with how it changed. */
export interface CardNumber {
  readonly title: string;
  readonly metric: string;
  readonly number: NumberText;
  readonly change: ChangeText | null;
  /** `from 19.1%`, or why there is nothing to compare with. */
  readonly from: string;
}

/** A smaller share below the line: how much of the whole the big number rests on. */
export interface CardNote {
  readonly before: string;
  readonly number: NumberText;
  readonly after: string;
}

/** A card with one number or a pair, a sparkline, and what it rests on. */
export interface NumberCard {
  readonly numbers: readonly [CardNumber] | readonly [CardNumber, CardNumber];
  readonly sparkline: Sparkline;
  readonly notes: readonly CardNote[];
}

/** One family in the reason mix. */
export interface MixShare {
  readonly family: ReasonFamily;
  readonly name: string;
  /** As a fraction; null when withheld. */
  readonly share: number | null;
  readonly number: NumberText;
  /** `+2.6`; null where there is nothing to compare with. */
  readonly change: string | null;
  readonly signal: boolean;
}

/** A plain count that leads to its conversations. */
export interface CountLink {
  readonly name: string;
  readonly count: string;
  readonly href: string;
}

export interface MixCard {
  readonly shares: readonly MixShare[];
  readonly withReason: CountLink;
  readonly outside: readonly (CountLink & { readonly family: ReasonFamily })[];
  readonly notes: readonly CardNote[];
  readonly description: string;
}

export interface WeeklyCards {
  readonly cards: readonly [NumberCard, NumberCard, NumberCard, NumberCard];
  readonly mix: MixCard;
  /** What the marks in the sparklines mean, as far as they occur. */
  readonly key: {
    readonly limits: boolean;
    readonly intervals: boolean;
    readonly running: string | null;
    readonly outside: readonly ("worse" | "better" | "neutral")[];
    readonly second: boolean;
  };
}

/** The five cards of the weekly review, always in the same order: what customers notice first. */
export function prepareCards(total: ReportRow, columns: readonly WeekColumn[], scope: Scope): WeeklyCards {
  const number = (id: string): NumberText => prepareNumber(metric(id), total.values[id], scope);
  const big = (id: string, title: string): CardNumber => ({
    title,
    metric: id,
    number: number(id),
    change: prepareChange(metric(id), total.change?.[id]),
    from: fromText(id, total, scope),
  });
  const note = (id: string, before: string, after = ""): CardNote => ({ before, number: number(id), after });
  const spark = (id: string, second?: string) =>
    prepareSparkline(metric(id), columns, second === undefined ? null : metric(second));

  const cards: WeeklyCards["cards"] = [
    {
      numbers: [big("repeat_information_rate", "Repeat information")],
      sparkline: spark("repeat_information_rate"),
      notes: [note("repeat_coverage", "Assessed")],
    },
    {
      numbers: [big("post_hand_off_csat", "CSAT after hand-off"), big("contained_csat", "Contained")],
      sparkline: spark("post_hand_off_csat", "contained_csat"),
      notes: [
        note("survey_response_rate", "Answered"),
        note("contained_survey_response_rate", "Answered, contained"),
      ],
    },
    {
      numbers: [big("context_useful_rate", "Agent sentiment")],
      sparkline: spark("context_useful_rate"),
      notes: [note("rating_coverage", "Rated"), note("context_ignored_rate", "Ignored")],
    },
    {
      numbers: [big("hand_off_rate", "Hand-off rate")],
      sparkline: spark("hand_off_rate"),
      notes: [note("containment_rate", "Contained"), note("connection_rate", "Connected")],
    },
  ];
  const points = cards.flatMap((card) => card.sparkline.points);
  const running = columns.find((column) => column.state === "running");
  return {
    cards,
    mix: prepareMix(total, scope, number),
    key: {
      limits: cards.some((card) => card.sparkline.centre !== null),
      intervals: cards.some(
        ({ sparkline }) =>
          sparkline.centre === null && sparkline.points.some((point) => point.interval !== null),
      ),
      running: running ? formatWeek(running.week).toLowerCase() : null,
      outside: (["worse", "better", "neutral"] as const).filter((tone) =>
        points.some((point) => point.outside === tone),
      ),
      second: cards.some((card) => card.sparkline.second?.some((value) => value !== null)),
    },
  };
}

/** `from 19.1%`, or why the number of the week before is missing. */
function fromText(id: string, total: ReportRow, scope: Scope): string {
  const before: MetricValue | undefined = total.previous?.[id];
  if (before?.value != null) return `from ${formatValue(metric(id).unit, before.value)}`;
  const { text } = withheldText(before?.withheld ?? "no_data");
  return `${inSentence(comparedName(scope))}: ${text}`;
}

function prepareMix(total: ReportRow, scope: Scope, number: (id: string) => NumberText): MixCard {
  const shares = REASON_FAMILIES.map((family): MixShare => {
    const id = FAMILY_SHARES[family];
    const change = total.change?.[id];
    return {
      family,
      name: familyName(family),
      share: total.values[id]?.value ?? null,
      number: number(id),
      change: change ? formatSigned(metric(id).unit, change.difference) : null,
      signal: change?.signal ?? false,
    };
  });
  const handOffs = total.values.hand_offs?.value ?? 0;
  const unclassified = total.values.unclassified_share?.numerator ?? 0;
  const operational = handOffs - (total.values.unclassified_share?.denominator ?? 0);
  const withReason = total.values.bot_failure_share?.denominator ?? 0;
  const known = shares.every((share) => share.share !== null);
  return {
    shares,
    withReason: {
      name: oneOrMany(withReason, "hand-off with a reason", "hand-offs with a reason"),
      count: formatCount(withReason),
      href: rowsAddress(scope, "bot_failure_share", "denominator"),
    },
    outside: [
      {
        family: "unclassified",
        name: familyName("unclassified"),
        count: formatCount(unclassified),
        href: rowsAddress(scope, "unclassified_share", "numerator"),
      },
      {
        family: "operational",
        name: familyName("operational"),
        count: formatCount(operational),
        // By the first hand-off's reason: the only reason that conversations can be filtered by.
        href: rowsAddress(
          { ...scope, filters: withFilter(scope.filters, "reason", ["operational"]) },
          "hand_offs",
          "numerator",
        ),
      },
    ],
    notes: [{ before: "Unclassified", number: number("unclassified_share"), after: "" }],
    description: known
      ? shares.map((share) => `${share.name} ${share.number.value}`).join(", ")
      : "Reason mix withheld: fewer than five hand-offs with a reason.",
  };
}
