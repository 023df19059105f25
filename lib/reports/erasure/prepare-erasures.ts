import { formatCount } from "@/lib/metrics/format";
import { formatMoment } from "@/lib/metrics/format-time";
import type { ListedErasure } from "@/lib/store/erasures";

/** An erasure as a line. */
export interface ErasureRow {
  readonly id: string;
  /** `20 Nov, 12:00`, and that it is under way where it is. */
  readonly when: string;
  readonly by: string;
  /** The beginning of the keyed hash, to tell customers apart. */
  readonly customer: string;
  readonly conversations: string;
  readonly records: string;
  readonly refused: string;
  readonly mentions: string;
}

/** Prepares the list of erasures. */
export function prepareErasures(erasures: readonly ListedErasure[], timeZone: string): readonly ErasureRow[] {
  return erasures.map((erasure) => ({
    id: erasure.id,
    when: `${formatMoment(Date.parse(erasure.startedAt) * 1000, timeZone)}${erasure.finishedAt === null ? ", under way" : ""}`,
    by: erasure.startedBy,
    customer: `${erasure.customer.slice(0, 10)}…`,
    conversations: formatCount(erasure.conversations),
    records: formatCount(erasure.records),
    refused: formatCount(erasure.refused),
    mentions: formatCount(erasure.mentions),
  }));
}
