import { finishErasing } from "@/lib/ingest/erase/erase-customer";
import { expireEverything } from "@/lib/ingest/erase/expire";
import { expireDrafts } from "@/lib/store/import-drafts";
import type { Job } from "./job";

/** Uploaded files that nobody imports go after three days. */
const DRAFTS_KEPT_MILLIS = 3 * 86_400_000;

/** Lets go what has expired, every night, and finishes erasures that a process which died had begun. */
export const retention: Job = {
  name: "retention",
  at: "17 3 * * *",
  async run({ db, keyring, clock, signal }) {
    await finishErasing({ db, keyring, clock });
    await expireEverything(db, clock.now(), { signal });
    await expireDrafts(db.pool, new Date(clock.now() / 1000 - DRAFTS_KEPT_MILLIS));
  },
};
