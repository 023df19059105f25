import { addDays, type Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import type { Asked, AskedTogether } from "./ask-together";
import type { TotalsWeek, WeekDays } from "./total-versions";

/** Days of one week that lie in one stretch of time. */
export interface Piece extends Period {
  /** The stretch, from 1; 0 before the first, and where there are none. */
  readonly stretch: number;
}

/** What some questions are about within a week: at least one piece, in order. */
export type InPieces<W extends WeekDays> = W & { readonly pieces: readonly Piece[] };
export type WeekPart = InPieces<TotalsWeek>;

/** Cuts the days of some questions into weeks, those among `weeks`. */
export function cutIntoWeeks<W extends WeekDays>(
  { periods, stretches }: Pick<AskedTogether<Asked>, "periods" | "stretches">,
  weeks: readonly W[],
): InPieces<W>[] {
  return weeks.flatMap((week): InPieces<W>[] => {
    const whole: Period = { from: week.week, to: week.last };
    const shared = periods === null ? [whole] : periods.flatMap((period) => overlap(period, whole) ?? []);
    const pieces = shared.flatMap((period) => cut(period, stretches ?? []));
    return pieces.length > 0 ? [{ ...week, pieces }] : [];
  });
}

function overlap(one: Period, other: Period): Period | null {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one];
  if (second.from > first.to) return null;
  return first.to <= second.to ? { from: second.from, to: first.to } : second;
}

function cut({ from, to }: Period, stretches: readonly Day[]): Piece[] {
  const starts = [from, ...stretches.filter((start) => start > from && start <= to)];
  return starts.map((start, i) => {
    const next = starts[i + 1];
    return {
      from: start,
      to: next === undefined ? to : addDays(next, -1),
      stretch: stretches.filter((stretch) => stretch <= start).length,
    };
  });
}
