import { finishErasing } from "@/lib/ingest/erase-customer";
import { expireEverything } from "@/lib/ingest/expire";
import type { Job } from "./job";

/** Lets go what has expired, every night, and finishes erasures that a process which died had begun. */
export const retention: Job = {
  name: "retention",
  at: "17 3 * * *",
  async run({ db, keyring, clock, signal }) {
    await finishErasing({ db, keyring, clock });
    await expireEverything(db, clock.now(), { signal });
  },
};
