import { linkJourneys } from "@/lib/ingest/measure/link-journeys";
import type { Job } from "./job";

/** Links what a process that died, or a command that ended, had left waiting. */
export const linkWaitingJourneys: Job = {
  name: "link-waiting-journeys",
  at: "* * * * *",
  async run({ db, signal }) {
    await linkJourneys(db, () => signal.aborted);
  },
};
