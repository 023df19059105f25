import type { Database } from "@/lib/store/database";
import { stopDeadImports } from "@/lib/store/import-states";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { finishMeasuringBesidePages } from "./measure-again";
import { finishUndos } from "./undo-import";

/**
 * Takes up what a process that ended left unfinished: pending totals, undoing imports, measuring again.
 */
export async function resumeUnfinished(db: Database): Promise<void> {
  await watchImports(db);
  await rollUpTotals(db);
  await finishUndos(db);
  await finishMeasuringBesidePages(db);
}

/** So often a process looks for imports whose process has died. */
const WATCH_MILLIS = 15_000;

/**
 * Marks imports as stopped whose process gives no sign of life any more, now and from now on. What they had stored
 * stays, and sending the rest or all of it again is safe.
 */
async function watchImports(db: Database): Promise<void> {
  await stopDeadImports(db.pool);
  // Where the database is away for a moment, the next look is soon enough.
  setInterval(() => stopDeadImports(db.pool).catch(() => undefined), WATCH_MILLIS).unref();
}
