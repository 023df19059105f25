import { rollUpTotals } from "@/lib/store/roll-up-totals";
import type { Job } from "./job";

/**
 * Moves into the totals what too few records, the linking of journeys or a process that died had left beside them, so
 * that reports do not add it up every time.
 */
export const rollUpPendingTotals: Job = {
  name: "roll-up-pending-totals",
  at: "*/2 * * * *",
  async run({ db }) {
    await rollUpTotals(db);
  },
};
