import { type Difference, judge, Z_95 } from "./interval";
import type { Share } from "./share";

/** The same two shares within one stratum, such as one query type. */
export interface Stratum {
  readonly earlier: Share;
  readonly later: Share;
}

/**
 * The difference of two shares, later − earlier, with the strata held still: the mean of the differences within each
 * stratum, weighted by n₁n₀/(n₁ + n₀), with its 95 % interval. A stratum without either side says nothing and weighs
 * nothing; null when all are so.
 *
 * Source: the Mantel–Haenszel risk difference, S. Greenland and J. M. Robins, "Estimation of a common effect parameter
 * from sparse follow-up data", Biometrics 41 (1985) 55–68; its variance, good for few large and for many small strata
 * alike, T. Sato, "On the variance estimator for the Mantel-Haenszel risk difference", Biometrics 45 (1989) 1323–1324.
 */
export function mantelHaenszel(strata: readonly Stratum[]): Difference | null {
  let [weight, weighted, p, q] = [0, 0, 0, 0];
  for (const { earlier, later } of strata) {
    const [a, n1] = [later.numerator, later.denominator];
    const [b, n0] = [earlier.numerator, earlier.denominator];
    if (n1 === 0 || n0 === 0) continue;
    const n = n1 + n0;
    weight += (n1 * n0) / n;
    weighted += (a * n0 - b * n1) / n;
    p += (n1 * n1 * b - n0 * n0 * a + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (a * (n0 - b) + b * (n1 - a)) / (2 * n);
  }
  if (weight === 0) return null;
  const difference = weighted / weight;
  // Rounding can make what is exactly 0 a hair less.
  const half = Z_95 * Math.sqrt(Math.max(0, difference * p + q) / (weight * weight));
  return judge(difference, Math.max(-1, difference - half), Math.min(1, difference + half));
}
