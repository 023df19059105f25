import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatAverage, formatCount, formatPoints, formatSigned } from "@/lib/metrics/format";
import type { Verdict } from "@/lib/metrics/verdicts";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import { valueName } from "@/lib/reports/report/prepare-names";
import {
  type NumberText,
  prepareNumber,
  type WithheldText,
  withheldText,
} from "@/lib/reports/report/prepare-number";
import { type Excess, excessOf, flagText } from "./excess";
import { readingText } from "./prepare-quadrant";
import {
  type BarCell,
  type MixCell,
  placeOn,
  prepareMix,
  type SortHead,
  scaleOf,
} from "./prepare-query-types";
import { prepareVerdict, type VerdictChip } from "./prepare-verdict";
import { conversationsOf, type PlacedType } from "./quadrant";
import { type QueryTypesAddress, queryTypeLink, queryTypesHref, type TypeSort } from "./query-type-address";
import { type Attempts, attemptsOf } from "./query-type-attempts";
import type { QueryTypeRows } from "./query-type-numbers";
import { FEWEST_FOR_MEAN, prepareTypeHeads, sortTypes } from "./query-type-sort";

/** Excess hand-offs as a number and as a bar from the middle. */
export interface ExcessCell {
  /** `+223`; null where there is no other query type. */
  readonly excess: string | null;
  /** `+1.74 pts`. */
  readonly impact: string | null;
  /** From −1 to 1, of the largest in the table. */
  readonly bar: number | null;
  /** How the bar is filled: outside the 99.8 % limits, outside the 95 % limits, inside both. */
  readonly flag: "outer" | "inner" | "inside";
  /** `far more than chance explains`. */
  readonly flagText: string;
}

/** A mean of failed attempts. */
export interface AttemptsCell {
  readonly mean: string | null;
  readonly withheld: WithheldText | null;
  /** `of 653`: how many hand-offs it is a mean of. */
  readonly known: string | null;
  readonly href: string | null;
}

export interface TypeRow {
  readonly key: string;
  readonly kind: "all" | "type" | "missing";
  readonly name: string;
  /** The record's own word, where the page shows another. */
  readonly raw: string | null;
  /** The page of this query type; null for all of them together. */
  readonly href: string | null;
  /** `Broken integration, not certain`; null for all of them together. */
  readonly reading: { readonly text: string; readonly certain: boolean } | null;
  readonly conversations: string;
  readonly conversationsHref: string;
  readonly handOffRate: BarCell;
  readonly excess: ExcessCell | null;
  readonly repeatInformation: BarCell;
  readonly mix: MixCell;
  readonly attempts: AttemptsCell;
  readonly csat: NumberText;
  readonly contained: NumberText;
  readonly verdict: VerdictChip | null;
}

export interface TypeTable {
  readonly heads: { readonly [S in TypeSort]: SortHead };
  /** The ends of the two scales with bars: `0` and `75%`. */
  readonly handOffEnds: readonly [string, string];
  readonly repeatEnds: readonly [string, string];
  readonly total: TypeRow;
  readonly rows: readonly TypeRow[];
  /** `All 25 query types`, or of one quadrant. */
  readonly title: string;
  /** Back to all of them; null where all are shown. */
  readonly allHref: string | null;
  readonly hasLow: boolean;
  readonly hasNew: boolean;
}

/** What the table is made from. */
export interface TableInput {
  readonly rows: QueryTypeRows;
  readonly types: readonly PlacedType[];
  /** Verdicts of the period before, by query type; null where there is no such period. */
  readonly before: ReadonlyMap<string | null, Verdict["action"]> | null;
}

/** The query types with everything a designer asks of them, largest excess first unless the address says otherwise. */
export function prepareQueryTypeTable(
  { rows, types, before }: TableInput,
  address: QueryTypesAddress,
  scope: PeriodScope,
): TypeTable {
  const excesses = new Map(
    excessOf(types.map((type) => type.values.hand_off_rate)).map((excess, i) => [types[i], excess]),
  );
  const largest = Math.max(1, ...[...excesses.values()].map(({ excess }) => Math.abs(excess ?? 0)));
  const scales = {
    hand_off_rate: scaleFromZero("hand_off_rate", types),
    repeat_information_rate: scaleFromZero("repeat_information_rate", types),
  };
  const shown = types.filter(
    (type) =>
      address.quadrant === null || (type.queryType !== null && type.reading.quadrant === address.quadrant),
  );
  const bar = (id: keyof typeof scales, values: PlacedType["values"], own: PeriodScope): BarCell =>
    barCell(id, values, rows.total.values, scales[id], own);
  const prepared = sortTypes(shown, excesses, address).map((type): TypeRow => {
    const own = ownScope(scope, type.queryType);
    const name = valueName("query_type", type.queryType);
    return {
      key: type.queryType === null ? "missing" : `type ${type.queryType}`,
      kind: type.queryType === null ? "missing" : "type",
      name,
      raw: type.queryType !== null && type.queryType !== name ? type.queryType : null,
      href: queryTypeLink(type.queryType, address),
      reading: { text: readingText(type.reading), certain: type.reading.certain },
      ...commonCells(type.values, type.attempts, own),
      handOffRate: bar("hand_off_rate", type.values, own),
      repeatInformation: bar("repeat_information_rate", type.values, own),
      excess: excessCell(excesses.get(type), largest),
      verdict: prepareVerdict(type, before?.get(type.queryType) ?? null, own),
    };
  });
  const typed = types.filter((type) => type.queryType !== null).length;
  const { values } = rows.total;
  return {
    heads: prepareTypeHeads(address),
    handOffEnds: endsOf(scales.hand_off_rate),
    repeatEnds: endsOf(scales.repeat_information_rate),
    total: {
      key: "all",
      kind: "all",
      name: "All query types",
      raw: null,
      href: null,
      reading: null,
      ...commonCells(values, attemptsOf(rows.totalAttempts), scope),
      handOffRate: withoutReference(bar("hand_off_rate", values, scope)),
      repeatInformation: withoutReference(bar("repeat_information_rate", values, scope)),
      excess: null,
      verdict: null,
    },
    rows: prepared,
    title:
      address.quadrant === null
        ? allOf(typed)
        : `${formatCount(prepared.length)} of ${counted(typed, "query type")}`,
    allHref: address.quadrant === null ? null : queryTypesHref(address, { quadrant: null }, "types"),
    hasNew: prepared.some((row) => row.verdict?.isNew),
    hasLow: prepared.some((row) => row.handOffRate.number.low || row.repeatInformation.number.low),
  };
}

/** The name of a list of all query types. */
export function allOf(types: number): string {
  return types === 1 ? "The only query type" : `All ${counted(types, "query type")}`;
}

/** All query types are the reference themselves. */
function withoutReference(cell: BarCell): BarCell {
  return { ...cell, bar: { ...cell.bar, reference: null } };
}

/** The same days and filters, for one query type alone. */
export function ownScope(scope: PeriodScope, queryType: string | null): PeriodScope {
  return { ...scope, filters: withFilter(scope.filters, "query_type", [queryType]) };
}

function commonCells(values: PlacedType["values"], attempts: Attempts, scope: PeriodScope) {
  return {
    conversations: formatCount(conversationsOf({ values })),
    conversationsHref: rowsAddress(scope, "conversations", "numerator"),
    mix: prepareMix({ values }, scope),
    attempts: attemptsCell(attempts, scope),
    csat: prepareNumber(metric("post_hand_off_csat"), values.post_hand_off_csat, scope),
    contained: prepareNumber(metric("contained_csat"), values.contained_csat, scope),
  };
}

/** The mean of failed attempts, leading to all hand-offs that it is a mean of. */
export function attemptsCell({ mean, known, counts }: Attempts, scope: PeriodScope): AttemptsCell {
  const isShown = mean !== null && known >= FEWEST_FOR_MEAN;
  const values = counts.map((count) => String(count.attempts));
  return {
    mean: isShown ? formatAverage(mean) : null,
    withheld: isShown ? null : withheldText(known === 0 ? "no_data" : "too_few"),
    known: known === 0 ? null : `of ${formatCount(known)}`,
    href:
      known === 0
        ? null
        : rowsAddress(
            { ...scope, filters: withFilter(scope.filters, "failed_attempts", values) },
            "hand_offs",
            "numerator",
          ),
  };
}

function excessCell(excess: Excess | undefined, largest: number): ExcessCell {
  const { excess: above = null, impact = null, flag = null } = excess ?? {};
  return {
    excess: above === null ? null : formatSigned("count", Math.round(above)),
    impact: impact === null ? null : `${formatPoints(impact)} pts`,
    bar: above === null ? null : above / largest,
    flag: flag === null ? "inside" : flag.level === 99.8 ? "outer" : "inner",
    flagText: flagText(flag),
  };
}

/** A scale from 0, so that lengths can be compared, to the highest interval in whole tens. */
function scaleFromZero(id: string, rows: readonly Pick<PlacedType, "values">[]): readonly [number, number] {
  return [0, scaleOf(id, rows)[1]];
}

function endsOf([low, high]: readonly [number, number]): readonly [string, string] {
  return [String(Math.round(low * 100)), `${Math.round(high * 100)}%`];
}

function barCell(
  id: string,
  values: PlacedType["values"],
  all: PlacedType["values"],
  scale: readonly [number, number],
  scope: PeriodScope,
): BarCell {
  const value = values[id];
  const place = (at: number | null | undefined) => (at == null ? null : placeOn(scale, at));
  return {
    metric: id,
    title: metric(id).label,
    aside: false,
    number: prepareNumber(metric(id), value, scope),
    bar: {
      value: place(value?.value),
      low: place(value?.interval?.low),
      high: place(value?.interval?.high),
      reference: place(all[id]?.value),
      circle: null,
      hollow: value?.lowVolume ?? true,
    },
    circleText: null,
  };
}
