import { type Interval, Z_95 } from "./interval";
import { assertShare, type Share } from "./share";

/**
 * The 95 % Wilson score interval of a share; null when the denominator is 0.
 * It stays inside 0 to 1 and holds up for small counts and for shares near 0 and 1.
 * Throws a RangeError when the counts are no share.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927) 209–212.
 */
export function wilson(share: Share): Interval | null {
  assertShare(share);
  const { numerator, denominator: n } = share;
  if (n === 0) return null;
  const p = numerator / n;
  const z2 = Z_95 * Z_95;
  const centre = p + z2 / (2 * n);
  const halfWidth = Z_95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return {
    // Exact at the ends, where rounding would leave a trace such as 1e-17.
    low: numerator === 0 ? 0 : (centre - halfWidth) / scale,
    high: numerator === n ? 1 : (centre + halfWidth) / scale,
  };
}
