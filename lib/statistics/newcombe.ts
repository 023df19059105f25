import { type Difference, judge } from "./interval";
import type { Share } from "./share";
import { wilson } from "./wilson";

/**
 * The difference of two independent shares, later − earlier, with its 95 % interval made of both Wilson intervals;
 * null when either denominator is 0. Throws a RangeError when the counts are no share.
 *
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
 * eleven methods", Statistics in Medicine 17 (1998) 873–890, method 10.
 */
export function newcombe(earlier: Share, later: Share): Difference | null {
  const before = wilson(earlier);
  const after = wilson(later);
  if (before === null || after === null) return null;
  const p0 = earlier.numerator / earlier.denominator;
  const p1 = later.numerator / later.denominator;
  const difference = p1 - p0;
  return judge(
    difference,
    difference - Math.hypot(p1 - after.low, before.high - p0),
    difference + Math.hypot(after.high - p1, p0 - before.low),
  );
}
