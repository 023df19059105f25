import { verifyTotals } from "@/lib/ingest/measure/verify-totals";
import type { Database } from "@/lib/store/database";

/** For tests: what {@link verifyTotals} finds, a sentence each; empty when every number is exact. */
export async function totalsDifferences(db: Database): Promise<string[]> {
  const found: string[] = [];
  await verifyTotals(db, (difference) => found.push(difference));
  return found;
}
