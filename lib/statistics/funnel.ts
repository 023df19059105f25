import { type Interval, Z_95 } from "./interval";
import { assertShare, type Share } from "./share";

/** The standard normal quantile of a two-sided 99.8 % interval. */
const Z_998 = 3.090232;

/** Between which values a share lies in 95 % and in 99.8 % of cases when nothing but chance moves it. */
export interface FunnelLimits {
  readonly inner: Interval;
  readonly outer: Interval;
}

/** Outside which of the limits a share lies, and on which side. */
export interface FunnelFlag {
  readonly side: "above" | "below";
  /** The wider limits that it is outside of, as the percentage of cases that lie inside them. */
  readonly level: 95 | 99.8;
}

/**
 * Funnel limits around a target for a share of `denominator` conversations: target ± z·√(target·(1 − target)/n), cut
 * off at 0 and 1. They say what chance alone would do to a part that is like the whole; they are not widened for what
 * parts differ in anyway (overdispersion), because here these differences are what is looked for.
 * Throws a RangeError when the target is no fraction or the denominator is not positive.
 *
 * Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005)
 * 1185–1202, with the normal approximation of its section 2.
 */
export function funnelLimits(target: number, denominator: number): FunnelLimits {
  if (!(target >= 0 && target <= 1 && denominator > 0)) {
    throw new RangeError(`Not a target and a denominator: ${target}, ${denominator}`);
  }
  const sigma = Math.sqrt((target * (1 - target)) / denominator);
  const within = (z: number): Interval => ({
    low: Math.max(0, target - z * sigma),
    high: Math.min(1, target + z * sigma),
  });
  return { inner: within(Z_95), outer: within(Z_998) };
}

/** Outside which funnel limits a share lies; null inside them, and where it has no denominator. */
export function funnelFlag(share: Share, target: number): FunnelFlag | null {
  assertShare(share);
  if (share.denominator === 0) return null;
  const value = share.numerator / share.denominator;
  const { inner, outer } = funnelLimits(target, share.denominator);
  if (value > inner.high) return { side: "above", level: value > outer.high ? 99.8 : 95 };
  if (value < inner.low) return { side: "below", level: value < outer.low ? 99.8 : 95 };
  return null;
}
