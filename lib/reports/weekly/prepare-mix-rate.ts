import { formatChangeInterval } from "@/lib/metrics/format";
import { formatWeek } from "@/lib/metrics/format-time";
import type { MetricChange } from "@/lib/metrics/metric-value";
import { rowsAddress, type Scope, withFilter } from "@/lib/reports/conversations/rows-address";
import { missingName, valueName } from "@/lib/reports/report/prepare-names";
import type { ChartEvidence } from "@/lib/reports/stands-out/insights-evidence";
import { splitByType, type TypePart } from "@/lib/reports/stands-out/insights-split";
import { roundToSum } from "@/lib/statistics/round-to-sum";
import { rateOf, type Share, totalOf } from "@/lib/statistics/share";
import { comparedName, inSentence } from "./weekly";

/** Query types with a row of their own; the others share one. */
const OWN_ROWS = 8;

/** Fewer have no rate (contract, section 4). */
const FEWEST = 5;

/** A step of the chart, in percent of the axis (28.51). */
export interface BridgeStep {
  readonly kind: "week" | "mix" | "rate";
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** `28.51%`, `+0.19`. */
  readonly text: string;
}

/** What one query type adds, in points with two decimals. */
export interface EffectRow {
  readonly key: string;
  readonly name: string;
  /** The conversations behind it; null for the others together. */
  readonly href: string | null;
  /** Its share of all conversations and its own rate: `12.1 → 12.8`; null for the others together. */
  readonly shares: string | null;
  readonly rates: string | null;
  readonly rate: number;
  readonly mix: number;
  readonly rateText: string;
  readonly mixText: string;
  readonly pointsText: string;
}

/** Why the hand-off rate changed: mix against rate, as steps and by query type. */
export interface MixRateChart {
  /** Said where the change itself is noise. */
  readonly verdict: string | null;
  readonly steps: readonly BridgeStep[];
  /** Round values from below the lowest step to above the highest. */
  readonly ticks: readonly number[];
  readonly rows: readonly EffectRow[];
  readonly total: EffectRow;
  /** The ends of the scale of the rows' bars, in points; 0 is among them. */
  readonly scale: readonly [number, number];
  /** What would have been, in a sentence. */
  readonly sentence: string;
  readonly description: string;
}

/**
 * Splits the change of the hand-off rate since the week before. Every number is rounded so that rows, columns and steps
 * add up exactly as they are shown. Null where there is nothing to split: fewer than two query types, or a week of which
 * no rate is shown, because it has fewer than five conversations.
 */
export function prepareMixRate(
  handOffs: ChartEvidence["handOffs"],
  change: MetricChange | null | undefined,
  scope: Scope,
): MixRateChart | null {
  const split = splitByType(
    handOffs.map(({ queryType, before, after }) => ({ queryType, weeks: [before, after] })),
    0,
    1,
  );
  if (!split) return null;
  const totals = {
    before: totalOf(split.parts.map((part) => part.before)),
    after: totalOf(split.parts.map((part) => part.after)),
  };
  if (isTooFew(totals.before) || isTooFew(totals.after)) return null;
  const [start, end] = [inHundredths(rateOf(totals.before) ?? 0), inHundredths(rateOf(totals.after) ?? 0)];
  const [mix = 0, rate = 0] = roundToSum(
    [split.mixEffect * HUNDREDTHS, split.rateEffect * HUNDREDTHS],
    end - start,
  );

  const groups = rowGroups(split.parts);
  const mixes = roundToSum(
    groups.map((group) => sum(group.parts, mixOf) * HUNDREDTHS),
    mix,
  );
  const rates = roundToSum(
    groups.map((group) => sum(group.parts, rateOfPart) * HUNDREDTHS),
    rate,
  );
  const rows = groups.map((group, i) => effectRow(group, rates[i] ?? 0, mixes[i] ?? 0, totals, scope));
  const ends = rows.flatMap((row) => [row.rate, row.mix]);
  const [before, after] = [comparedName(scope), formatWeek(scope.week)];
  const steps: BridgeStep[] = [
    { kind: "week", label: before, from: start / 100, to: start / 100, text: `${fixed(start)}%` },
    { kind: "mix", label: "Mix", from: start / 100, to: (start + mix) / 100, text: signed(mix) },
    { kind: "rate", label: "Rate", from: (start + mix) / 100, to: end / 100, text: signed(rate) },
    { kind: "week", label: after, from: end / 100, to: end / 100, text: `${fixed(end)}%` },
  ];
  return {
    verdict: verdictOf(change),
    steps,
    ticks: ticksAround([start, start + mix, end].map((hundredths) => hundredths / 100)),
    rows: [
      ...rows.filter((row) => row.href !== null).sort(byPoints),
      ...rows.filter((row) => row.href === null),
    ],
    total: {
      ...effectTexts(rate, mix),
      key: "all",
      name: "All",
      href: rowsAddress(scope, "hand_off_rate", "numerator"),
      shares: null,
      rates: `${fixed(start)} → ${fixed(end)}`,
    },
    scale: [Math.min(0, ...ends), Math.max(0, ...ends)],
    sentence: `Had customers asked about the same things as in ${inSentence(before)}, the rate would be ${fixed(end - mix)}%. Had every query type kept its rate, it would be ${fixed(start + mix)}%.`,
    description: `Hand-off rate from ${fixed(start)}% in ${inSentence(before)} to ${fixed(end)}% in ${after.toLowerCase()}: mix ${signed(mix)}, rate ${signed(rate)} points.`,
  };
}

/** From a fraction to hundredths of a percentage point. */
const HUNDREDTHS = 10_000;

function inHundredths(fraction: number): number {
  return Math.round(fraction * HUNDREDTHS);
}

/** `28.51` for 2851 hundredths. */
function fixed(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** `+0.19`, `−0.04`, `0.00`. */
function signed(hundredths: number): string {
  if (hundredths === 0) return "0.00";
  return `${hundredths > 0 ? "+" : "−"}${fixed(Math.abs(hundredths))}`;
}

const rateOfPart = (part: TypePart) => part.rateEffect;
const mixOf = (part: TypePart) => part.points - part.rateEffect;

function sum(parts: readonly TypePart[], effect: (part: TypePart) => number): number {
  return parts.reduce((all, part) => all + effect(part), 0);
}

/** Query types that share a row. */
interface RowGroup {
  readonly name: string;
  readonly parts: readonly TypePart[];
  /** Undefined: several query types. */
  readonly queryType: string | null | undefined;
}

/** The query types that add or take away most, each with a row, and one row for the rest where there is more than one. */
function rowGroups(parts: readonly TypePart[]): readonly RowGroup[] {
  const sorted = [...parts].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const own = sorted.length <= OWN_ROWS + 1 ? sorted : sorted.slice(0, OWN_ROWS);
  const others = sorted.slice(own.length);
  const single = own.map((part): RowGroup => {
    const { queryType } = part;
    const name = queryType === null ? missingName("query_type") : valueName("query_type", queryType);
    return { name, parts: [part], queryType };
  });
  if (others.length === 0) return single;
  return [...single, { name: `${others.length} others`, parts: others, queryType: undefined }];
}

function effectRow(
  { name, parts, queryType }: RowGroup,
  rate: number,
  mix: number,
  totals: { readonly before: Share; readonly after: Share },
  scope: Scope,
): EffectRow {
  const [part] = parts;
  const isOne = queryType !== undefined && part;
  return {
    ...effectTexts(rate, mix),
    key: isOne ? `type ${queryType}` : "others",
    name,
    href: isOne
      ? rowsAddress(
          { ...scope, filters: withFilter(scope.filters, "query_type", [queryType]) },
          "hand_off_rate",
          part.after.denominator === 0 ? "denominator" : "numerator",
        )
      : null,
    shares: isOne
      ? arrow(
          part.before.denominator / totals.before.denominator,
          part.after.denominator / totals.after.denominator,
        )
      : null,
    rates: isOne ? `${rateText(part.before)} → ${rateText(part.after)}` : null,
  };
}

function effectTexts(rate: number, mix: number) {
  return {
    rate: rate / 100,
    mix: mix / 100,
    rateText: signed(rate),
    mixText: signed(mix),
    pointsText: signed(rate + mix),
  };
}

/** `12.1 → 12.8`, in percent. */
function arrow(before: number, after: number): string {
  return `${(before * 100).toFixed(1)} → ${(after * 100).toFixed(1)}`;
}

/** A rate in percent; `none` where a week had no conversations of the type, `< 5` where it had too few for a rate. */
function rateText(share: Share): string {
  const rate = rateOf(share);
  if (rate === null) return "none";
  return isTooFew(share) ? "< 5" : (rate * 100).toFixed(1);
}

/** As everywhere: of one to four no share is shown. */
function isTooFew({ denominator }: Share): boolean {
  return denominator > 0 && denominator < FEWEST;
}

function byPoints(a: EffectRow, b: EffectRow): number {
  return b.rate + b.mix - (a.rate + a.mix);
}

const STEPS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const MOST_STEPS = 5;

/** Round values around the steps, with room for their labels; not from 0, because they are small beside the rate. */
function ticksAround(places: readonly number[]): number[] {
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const room = Math.max(0.02, (high - low) * 0.1);
  // Only the step between the weeks may lie below 0 or above 100: no rate does, but what would have been can.
  const [from, to] = [Math.max(Math.min(0, low), low - room), Math.min(Math.max(100, high), high + room)];
  const step = STEPS.find((size) => Math.ceil(to / size) - Math.floor(from / size) <= MOST_STEPS) ?? 20;
  const first = Math.floor(from / step);
  const count = Math.ceil(to / step) - first;
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toFixed(2)));
}

function verdictOf(change: MetricChange | null | undefined): string | null {
  if (!change || change.low === null || change.high === null || change.signal) return null;
  const interval = formatChangeInterval("percent", { low: change.low, high: change.high });
  return `The whole change may be chance (${interval}), and then its parts say little.`;
}
