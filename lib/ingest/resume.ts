import type { Database } from "@/lib/store/database";
import { stopAbandonedImports } from "@/lib/store/imports";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { finishMeasuringBesidePages } from "./measure-again";

/**
 * Takes up what a process that ended left unfinished: pending totals, measuring again. Imports that were under way
 * are marked as stopped; what they had stored stays, and sending the rest or all of it again is safe.
 */
export async function resumeUnfinished(db: Database): Promise<void> {
  await stopAbandonedImports(db.pool);
  await rollUpTotals(db);
  await finishMeasuringBesidePages(db);
}
