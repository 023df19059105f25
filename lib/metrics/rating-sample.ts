import type { Micros } from "@/lib/domain/record";

/** Which share of hand-offs a rating is asked for, from when on. */
export interface SampleShare {
  /** Conversations that began at or after this; 0 = from the beginning. */
  readonly from: Micros;
  /** 0 to 1. */
  readonly share: number;
}

/** What is asked for where nothing was set: one hand-off in ten. */
export const DEFAULT_SAMPLE_SHARE = 0.1;

/** The share in force for a conversation that began at `startedAt`: that of the latest change before it. */
export function sampleShareAt(shares: readonly SampleShare[], startedAt: Micros): number {
  const inForce = shares.filter(({ from }) => from <= startedAt);
  const latest = inForce.reduce<SampleShare | null>(
    (best, next) => (best === null || next.from >= best.from ? next : best),
    null,
  );
  return latest?.share ?? DEFAULT_SAMPLE_SHARE;
}
