/** A share as counts: `numerator` of `denominator`, 0 ≤ numerator ≤ denominator. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** Throws a RangeError when the counts are no share. */
export function assertShare({ numerator, denominator }: Share): void {
  if (!(numerator >= 0 && numerator <= denominator)) {
    throw new RangeError(`Not a share: ${numerator} of ${denominator}`);
  }
}

/** The share of all parts together. Throws a RangeError when a part's counts are no share. */
export function totalOf(parts: readonly Share[]): Share {
  let numerator = 0;
  let denominator = 0;
  for (const part of parts) {
    assertShare(part);
    numerator += part.numerator;
    denominator += part.denominator;
  }
  return { numerator, denominator };
}

/** Numerator ÷ denominator; null when the denominator is 0. */
export function rateOf({ numerator, denominator }: Share): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
