import { rollUpTotals } from "@/lib/store/roll-up-totals";
import type { Job } from "./job";

/** Moves into the totals what a process that died had left beside them, so that reports do not add it up every time. */
export const rollUpPendingTotals: Job = {
  name: "roll-up-pending-totals",
  at: "7,22,37,52 * * * *",
  async run({ db }) {
    await rollUpTotals(db);
  },
};
