import type { MetricValue } from "@/lib/metrics/metric-value";
import { type FunnelFlag, funnelFlag } from "@/lib/statistics/funnel";
import { type Impact, impactOfParts } from "@/lib/statistics/impact";
import { rateOf, type Share, totalOf } from "@/lib/statistics/share";

/** How a query type's hand-offs stand out from all others'. */
export interface Excess extends Impact {
  /** Outside which funnel limits around the overall hand-off rate; null inside them. */
  readonly flag: FunnelFlag | null;
}

/** Excess hand-offs, impact and funnel flag of query types, in the order given: `hand_off_rate` of each. */
export function excessOf(rates: readonly (MetricValue | undefined)[]): Excess[] {
  return ofShares(rates.map(shareOf));
}

/** The same of one query type, against the rate of all together, itself included. */
export function excessOfOne(rate: MetricValue | undefined, all: MetricValue | undefined): Excess {
  const [own, whole] = [shareOf(rate), shareOf(all)];
  const others = {
    numerator: whole.numerator - own.numerator,
    denominator: whole.denominator - own.denominator,
  };
  const [first = NONE] = ofShares([own, others]);
  return first;
}

/** Whether chance explains how far a rate is from that of all others: the funnel limits at 95% and 99.8%, in words. */
export function flagText(flag: FunnelFlag | null): string {
  if (flag === null) return "which chance would explain";
  return flag.level === 95 ? "which chance hardly explains" : "far more than chance explains";
}

const NONE: Excess = { impact: null, excess: null, flag: null };

function shareOf(rate: MetricValue | undefined): Share {
  return { numerator: rate?.numerator ?? 0, denominator: rate?.denominator ?? 0 };
}

function ofShares(shares: readonly Share[]): Excess[] {
  const overall = rateOf(totalOf(shares)) ?? 0;
  const impacts = impactOfParts(shares);
  return shares.map((share, i) => ({
    impact: impacts[i]?.impact ?? null,
    excess: impacts[i]?.excess ?? null,
    flag: funnelFlag(share, overall),
  }));
}
