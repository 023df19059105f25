/** The value below which a share of the values lies (nearest rank); `sorted` goes from small to large. 0 for none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
