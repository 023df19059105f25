import { rateOf, type Share, totalOf } from "./share";

/** One part (a query type, a channel) in two periods: how many of its conversations count. */
export interface PartChange {
  readonly before: Share;
  readonly after: Share;
}

/** What one part adds to the change of the overall rate; all numbers are fractions. */
export interface PartEffect {
  /** The part's share of all conversations. */
  readonly shareBefore: number;
  readonly shareAfter: number;
  /** The part's own rate; null in a period in which it had no conversations. */
  readonly rateBefore: number | null;
  readonly rateAfter: number | null;
  /** Because the part became a larger or smaller share of all. */
  readonly mixEffect: number;
  /** Because the part's own rate changed. */
  readonly rateEffect: number;
}

export interface MixAndRate {
  readonly rateBefore: number;
  readonly rateAfter: number;
  /** The sums over the parts: mixEffect + rateEffect = rateAfter − rateBefore. */
  readonly mixEffect: number;
  readonly rateEffect: number;
  /** In the order in which the parts were given. */
  readonly parts: readonly PartEffect[];
}

/**
 * Splits the change of a rate between two periods into mix (customers asked about other things) and rate (the same
 * question was handed off more or less often), part by part, adding up exactly:
 * mix Σ(share₁ − share₀)·(rate₀ + rate₁)/2 and rate Σ(rate₁ − rate₀)·(share₀ + share₁)/2.
 * A part that is new or gone has no rate that could have changed: all of its effect is mix.
 * Null when either period has no conversations. Throws a RangeError when counts are no share.
 *
 * Source: E. M. Kitagawa, "Components of a difference between two rates",
 * Journal of the American Statistical Association 50 (1955) 1168–1194.
 */
export function mixAndRate(parts: readonly PartChange[]): MixAndRate | null {
  const before = totalOf(parts.map((part) => part.before));
  const after = totalOf(parts.map((part) => part.after));
  const rateBefore = rateOf(before);
  const rateAfter = rateOf(after);
  if (rateBefore === null || rateAfter === null) return null;

  const effects = parts.map((part) => partEffect(part, before.denominator, after.denominator));
  return {
    rateBefore,
    rateAfter,
    mixEffect: effects.reduce((sum, effect) => sum + effect.mixEffect, 0),
    rateEffect: effects.reduce((sum, effect) => sum + effect.rateEffect, 0),
    parts: effects,
  };
}

function partEffect(part: PartChange, totalBefore: number, totalAfter: number): PartEffect {
  const shareBefore = part.before.denominator / totalBefore;
  const shareAfter = part.after.denominator / totalAfter;
  const rateBefore = rateOf(part.before);
  const rateAfter = rateOf(part.after);
  const from = rateBefore ?? rateAfter ?? 0;
  const to = rateAfter ?? rateBefore ?? 0;
  return {
    shareBefore,
    shareAfter,
    rateBefore,
    rateAfter,
    mixEffect: ((shareAfter - shareBefore) * (from + to)) / 2,
    rateEffect: ((to - from) * (shareBefore + shareAfter)) / 2,
  };
}
