import type { MetricValue } from "./metric-value";

/** The four readings of hand-off rate against repeat information, the one that hurts customers most first. */
export const QUADRANTS = ["broken_integration", "arrives_blind", "well_scoped", "healthy"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

/** Where the quadrant is divided: targets where there are any, else the values of all query types together. */
export interface QuadrantLines {
  readonly handOffRate: number;
  readonly repeatInformation: number;
}

/** In which quadrant a query type lies; null where either number is missing or withheld. */
export interface Reading {
  readonly quadrant: Quadrant | null;
  /** False while an interval crosses a line: the type may as well lie on its other side. */
  readonly certain: boolean;
}

const QUADRANT_OF: { readonly [side in `${"few" | "many"} ${"seldom" | "often"}`]: Quadrant } = {
  "many often": "broken_integration",
  "few often": "arrives_blind",
  "many seldom": "well_scoped",
  "few seldom": "healthy",
};

/** Reads a query type: many or few hand-offs, and whether customers have to repeat themselves often or seldom. */
export function readQuadrant(
  handOffRate: MetricValue | undefined,
  repeatInformation: MetricValue | undefined,
  lines: QuadrantLines | null,
): Reading {
  if (handOffRate?.value == null || repeatInformation?.value == null || lines === null) {
    return { quadrant: null, certain: false };
  }
  const volume = handOffRate.value > lines.handOffRate ? "many" : "few";
  const repeats = repeatInformation.value > lines.repeatInformation ? "often" : "seldom";
  return {
    quadrant: QUADRANT_OF[`${volume} ${repeats}`],
    certain: !crosses(handOffRate, lines.handOffRate) && !crosses(repeatInformation, lines.repeatInformation),
  };
}

/** Whether an interval reaches over a line; without an interval nothing is certain. */
function crosses({ interval }: MetricValue, line: number): boolean {
  return interval === null || (interval.low <= line && interval.high >= line);
}
