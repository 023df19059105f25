import type { Day } from "@/lib/domain/day";
import { contractRecord } from "@/lib/ingest/validate/contract-record";
import type { Keyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import { nextExportPage, readWholeLog } from "@/lib/store/export-pages";
import { currentGeneration } from "@/lib/store/generations";
import { streamOnSnapshot } from "@/lib/store/snapshot";
import { keyMark } from "./key-mark";

const CONVERSATIONS_AT_ONCE = 250;

/** Which conversations to export: those that began on these days, both inclusive; all of them without days. */
export interface ExportDays {
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * All records as the contract has them, one line of NDJSON each, on one snapshot: imported under the same key they give
 * the same numbers. Memory stays flat. What has expired, was erased or undone is not among them. Yields some lines at a
 * time, with how many there are.
 */
export function exportRecords(
  db: Database,
  keyring: Pick<Keyring, "keyCheck">,
  days: ExportDays = { from: null, to: null },
): AsyncGenerator<{ readonly lines: string; readonly records: number }> {
  const mark = keyMark(keyring);
  return streamOnSnapshot(db.pool, async function* (client) {
    const { id: generation } = await currentGeneration(client);
    for (let after: readonly string[] | null = null; ; ) {
      const page = await nextExportPage(client, { generation, ...days }, after, CONVERSATIONS_AT_ONCE);
      const records = await readWholeLog(client, page.conversations);
      const lines = records.map((record) => `${JSON.stringify(contractRecord(record, mark))}\n`).join("");
      if (records.length > 0) yield { lines, records: records.length };
      if (!page.next) return;
      after = page.next;
    }
  });
}
