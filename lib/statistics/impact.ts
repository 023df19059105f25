import { type Share, totalOf } from "./share";

/** How one part (a query type) moves the overall rate; null where there is no other part to compare with. */
export interface Impact {
  /** Overall rate − the rate without this part, as a fraction: 0.0875 = the part adds 8.75 points. */
  readonly impact: number | null;
  /** Its count above what it would have at the rate of all other parts: count − conversations × that rate. */
  readonly excess: number | null;
}

/**
 * Impact and excess of every part, in the order given. Null values where all conversations are of one part, or
 * there are none. Throws a RangeError when counts are no share. Definition: Baton's own (design, section 4); both
 * have the same sign, and impact = excess ÷ all conversations.
 */
export function impactOfParts(parts: readonly Share[]): readonly Impact[] {
  const { numerator, denominator } = totalOf(parts);
  return parts.map((part) => {
    const others = denominator - part.denominator;
    if (others === 0) return { impact: null, excess: null };
    const rateOfOthers = (numerator - part.numerator) / others;
    return {
      impact: numerator / denominator - rateOfOthers,
      excess: part.numerator - part.denominator * rateOfOthers,
    };
  });
}
