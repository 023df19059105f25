import type { CanonicalRecord } from "@/lib/domain/record";
import type { NewRejection } from "@/lib/store/imports";
import type { SourceTally } from "@/lib/store/source-hours";
import type { Outcome } from "./apply-records";

type Counts = { -readonly [C in Exclude<keyof SourceTally, "source" | "type">]: number };

/** Counts what becomes of the records of a batch by the source that sent them and their type. */
export class SourceTallies {
  private readonly bySource = new Map<string, Map<string, Counts>>();

  /** One record that was taken in. Under a source rule it counts for the source that sent it. */
  add(record: CanonicalRecord, outcome: Outcome): void {
    const counts = this.countsOf(record.sentAs ?? record.source, record.type);
    counts.received += 1;
    counts[outcome] += 1;
  }

  /** One record that was refused; without a source it is nobody's. */
  refuse({ source, type }: NewRejection): void {
    if (source === undefined) return;
    const counts = this.countsOf(source, type ?? "");
    counts.received += 1;
    counts.refused += 1;
  }

  /** What was counted, a line a source and type. */
  list(): SourceTally[] {
    return [...this.bySource].flatMap(([source, types]) =>
      [...types].map(([type, counts]) => ({ source, type, ...counts })),
    );
  }

  private countsOf(source: string, type: string): Counts {
    let types = this.bySource.get(source);
    if (!types) {
      types = new Map();
      this.bySource.set(source, types);
    }
    let counts = types.get(type);
    if (!counts) {
      counts = { received: 0, created: 0, updated: 0, unchanged: 0, stale: 0, refused: 0 };
      types.set(type, counts);
    }
    return counts;
  }
}
