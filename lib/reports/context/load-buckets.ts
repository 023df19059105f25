/** An hour with its hand-offs: how many there were at all, and of those looked at, how many had their context. */
export interface LoadedHour {
  /** `2026-11-09T14` */
  readonly hour: string;
  /** Hand-offs of conversations that began in this hour, whatever the filters. */
  readonly load: number;
  readonly known: number;
  readonly came: number;
  readonly timed: number;
  readonly inTime: number;
}

/** Hours that were about as busy. */
export interface LoadBucket {
  /** The least and the most hand-offs in one of its hours. */
  readonly from: number;
  readonly to: number;
  readonly hours: readonly LoadedHour[];
}

/** Cuts hours into at most `most` buckets of about as many hand-offs each, the quietest first; equally busy hours stay together. */
export function loadBuckets(hours: readonly LoadedHour[], most = 6): readonly LoadBucket[] {
  const sorted = hours
    .filter(({ load }) => load > 0)
    .sort((a, b) => a.load - b.load || (a.hour < b.hour ? -1 : 1));
  const all = sorted.reduce((sum, { known }) => sum + known, 0);
  const buckets: LoadedHour[][] = [];
  let before = 0;
  let current: LoadedHour[] = [];
  for (const [i, hour] of sorted.entries()) {
    current.push(hour);
    before += hour.known;
    const isTied = sorted[i + 1]?.load === hour.load;
    const isFull = before >= (all * (buckets.length + 1)) / most;
    if (!isTied && isFull && i < sorted.length - 1 && buckets.length < most - 1) {
      buckets.push(current);
      current = [];
    }
  }
  if (current.length > 0) buckets.push(current);
  return buckets.map((own) => ({ from: own[0]?.load ?? 0, to: own.at(-1)?.load ?? 0, hours: own }));
}
