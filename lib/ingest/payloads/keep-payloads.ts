import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { deletePayloadsBefore } from "@/lib/store/connection-payloads";
import type { Database } from "@/lib/store/database";
import { readSetting } from "@/lib/store/settings";

/** The setting: how many days payloads are kept for replay. */
export const PAYLOAD_DAYS = "payload_days";
/** Unless it is set. */
export const USUAL_PAYLOAD_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;
const PAYLOADS_AT_ONCE = 1_000;

/** How many days payloads are kept. */
export async function payloadDays(db: Pick<Database, "pool">): Promise<number> {
  const days = await readSetting(db.pool, PAYLOAD_DAYS);
  return typeof days === "number" ? days : USUAL_PAYLOAD_DAYS;
}

/** Deletes payloads that have expired, some at a time; answers how many. */
export async function expirePayloads(services: Pick<IngestServices, "db" | "clock">): Promise<number> {
  const now = services.clock.now() / 1000;
  const before = new Date(now - (await payloadDays(services.db)) * DAY_MS);
  for (let all = 0; ; ) {
    const gone = await deletePayloadsBefore(services.db.pool, before, PAYLOADS_AT_ONCE);
    if (gone === 0) return all;
    all += gone;
  }
}
