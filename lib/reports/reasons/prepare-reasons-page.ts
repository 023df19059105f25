import { REASON_CODES, REASON_GROUPS, type ReasonCode, type ReasonFamily } from "@/lib/domain/reason";
import { metric } from "@/lib/metrics/catalogue";
import { shareValue } from "@/lib/metrics/evaluate";
import { formatCount } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import type { IntervalBar } from "@/lib/reports/query-types/prepare-query-types";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import { newcombe } from "@/lib/statistics/newcombe";
import { REASON_RATES, type ReasonsOverview } from "./reasons";

/** A raw reason and how many conversations came with it. */
export interface RawReasonLink {
  readonly raw: string;
  readonly count: string;
  readonly href: string;
}

/** A family, a code within it, or all of them together. */
export interface ReasonRow {
  readonly key: string;
  readonly kind: "all" | "family" | "code";
  readonly family: ReasonFamily | null;
  readonly name: string;
  /** The code as the API writes it; null where that is the name or there is none. */
  readonly code: string | null;
  /** Of all handed-off conversations; leads to those with this reason. */
  readonly share: NumberText;
  /** Null on the row of all. */
  readonly bar: IntervalBar | null;
  readonly change: ChangeText | null;
  readonly repeatInformation: NumberText;
  readonly csat: NumberText;
  /** Only for families. */
  readonly agreement: NumberText | null;
  /** The most frequent raw reasons, and how many more there are. */
  readonly raws: readonly RawReasonLink[];
  readonly moreRaws: number;
}

/** One of the rates that say how well reasons are known and followed. */
export interface ReasonRate {
  readonly metric: string;
  readonly label: string;
  readonly note: string;
  readonly number: NumberText;
  readonly change: ChangeText | null;
  readonly definitionHref: string;
}

/** What the page of reasons shows of a period. */
export interface ReasonsPage {
  /** Handed-off conversations in the period. */
  readonly handedOff: number;
  readonly rows: readonly ReasonRow[];
  /** The ends of the scale of the bars: `0` and `50%`. */
  readonly ends: readonly [string, string];
  readonly rates: readonly ReasonRate[];
  /** Changes are against the days before; false where the data does not reach so far back. */
  readonly isCompared: boolean;
}

/** Raw reasons named under each reason. */
const RAWS_SHOWN = 5;

const RATE_NOTES: { readonly [R in (typeof REASON_RATES)[number]]: string } = {
  unclassified_share: "Hand-offs without a reason that Baton knows, or that the reason map gives them",
  reason_agreement: "Agents who name a reason name one of the bot’s family",
  one_failed_attempt_rate: "Bot failures passed on after at most one failed attempt",
  demand_honoured_rate: "Customers who asked for a person and got one requested within 60 seconds",
};

/** Families with their codes and raw reasons, and the rates beside them. */
export function prepareReasonsPage(overview: ReasonsOverview, scope: PeriodScope): ReasonsPage {
  const { total, families, codes } = overview;
  const all = sumOf(overview, ({ values }) => handedOff(values));
  const allBefore = total.previous
    ? sumOf(overview, ({ previous }) => (previous ? handedOff(previous) : 0))
    : null;
  const top = scaleTop([...families, ...codes], all);
  const place = (share: number) => Math.min(1, share / top);

  const row = (source: ReportRow, own: PeriodScope, kind: "family" | "code") => {
    const count = handedOff(source.values);
    const value = shareValue(count, all);
    const before = source.previous ? handedOff(source.previous) : 0;
    const difference =
      allBefore === null || value.value === null
        ? null
        : newcombe({ numerator: before, denominator: allBefore }, { numerator: count, denominator: all });
    const agreement = kind === "family" ? source.values.reason_agreement : undefined;
    return {
      kind,
      share: prepareNumber(metric("hand_off_rate"), value, own),
      bar: {
        value: value.value === null ? null : place(value.value),
        low: value.interval ? place(value.interval.low) : null,
        high: value.interval ? place(value.interval.high) : null,
        reference: null,
        circle: null,
        hollow: value.lowVolume,
      },
      // A share of all hand-offs has no better direction, as the shares of the families have none.
      change: prepareChange(metric("bot_failure_share"), difference),
      ...rates(source, own),
      agreement: agreement ? prepareNumber(metric("reason_agreement"), agreement, own) : null,
    };
  };

  const rows = REASON_GROUPS.flatMap((family): ReasonRow[] => {
    const source = families.find(({ key }) => key.reason === family);
    if (!source || handedOff(source.values) === 0) return [];
    const own = { ...scope, filters: withFilter(scope.filters, "reason", [family]) };
    const ofCode = (code: string | null) =>
      overview.raws.filter(({ key }) => key.reason === family && (key.reason_code ?? null) === code);
    const coded = codes
      .filter(({ key, values }) => key.reason === family && handedOff(values) > 0)
      .sort((a, b) => orderOf(a) - orderOf(b) || handedOff(b.values) - handedOff(a.values));
    // A family that knows no codes has its raw reasons itself.
    const isPlain = coded.every(({ key }) => key.reason_code === null);
    return [
      {
        key: family,
        family,
        name: familyName(family),
        code: null,
        ...row(source, own, "family"),
        ...(isPlain ? rawsOf(ofCode(null), own) : { raws: [], moreRaws: 0 }),
      },
      ...(isPlain ? [] : coded).map((found): ReasonRow => {
        const code = found.key.reason_code ?? null;
        const scoped = { ...own, filters: withFilter(own.filters, "reason_code", [code]) };
        return {
          key: `${family} ${code ?? "no code"}`,
          family,
          name: code === null ? "Code not known" : plainWord(code),
          code,
          ...row(found, scoped, "code"),
          ...rawsOf(ofCode(code), scoped),
        };
      }),
    ];
  });

  return {
    handedOff: all,
    rows: [
      {
        key: "all",
        kind: "all",
        family: null,
        name: "All handed-off conversations",
        code: null,
        share: prepareNumber(metric("hand_off_rate"), shareValue(all, all), scope),
        bar: null,
        change: null,
        ...rates(total, scope),
        agreement: prepareNumber(metric("reason_agreement"), total.values.reason_agreement, scope),
        raws: [],
        moreRaws: 0,
      },
      ...rows,
    ],
    ends: ["0", `${Math.round(100 * top)}%`],
    rates: REASON_RATES.map((id) => ({
      metric: id,
      label: metric(id).label,
      note: RATE_NOTES[id],
      number: prepareNumber(metric(id), total.values[id], scope),
      change: prepareChange(metric(id), total.change?.[id]),
      definitionHref: `/definitions#${id}`,
    })),
    isCompared: total.previous !== undefined,
  };
}

/**
 * All handed-off conversations. Total, families and codes are asked one after the other: while records come in, the
 * parts may be ahead of the total, and no part is more than the whole.
 */
function sumOf({ total, families, codes }: ReasonsOverview, count: (row: ReportRow) => number): number {
  const together = (rows: readonly ReportRow[]) => rows.reduce((sum, row) => sum + count(row), 0);
  return Math.max(count(total), together(families), together(codes));
}

/** Conversations that were handed off. */
function handedOff(values: { readonly [metric: string]: MetricValue }): number {
  return values.hand_off_rate?.numerator ?? 0;
}

function rates({ values }: ReportRow, scope: PeriodScope) {
  return {
    repeatInformation: prepareNumber(
      metric("repeat_information_rate"),
      values.repeat_information_rate,
      scope,
    ),
    csat: prepareNumber(metric("post_hand_off_csat"), values.post_hand_off_csat, scope),
  };
}

/** Codes in the order of the contract's table, what has none last. */
function orderOf({ key }: ReportRow): number {
  const place = REASON_CODES.indexOf(key.reason_code as ReasonCode);
  return place < 0 ? REASON_CODES.length : place;
}

/** The next ten percent above every interval, so that bars of all rows have room. */
function scaleTop(rows: readonly ReportRow[], all: number): number {
  const highest = rows.map(({ values }) => shareValue(handedOff(values), all).interval?.high ?? 0);
  return Math.min(1, Math.max(0.1, Math.ceil(10 * Math.max(0, ...highest)) / 10));
}

function rawsOf(rows: readonly ReportRow[], scope: PeriodScope): Pick<ReasonRow, "raws" | "moreRaws"> {
  const known = rows
    .flatMap(({ key, values }) =>
      key.reason_raw != null && handedOff(values) > 0
        ? [{ raw: key.reason_raw, count: handedOff(values) }]
        : [],
    )
    .sort((a, b) => b.count - a.count);
  return {
    raws: known.slice(0, RAWS_SHOWN).map(({ raw, count }) => ({
      raw,
      count: formatCount(count),
      href: rowsAddress(
        { ...scope, filters: withFilter(scope.filters, "reason_raw", [raw]) },
        "hand_off_rate",
        "numerator",
      ),
    })),
    moreRaws: Math.max(0, known.length - RAWS_SHOWN),
  };
}
