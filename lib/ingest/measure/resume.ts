import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { finishUndos } from "@/lib/ingest/imports/undo-import";
import { takeUpDrafts } from "@/lib/ingest/mapping/work-on-draft";
import { stopDeadImports } from "@/lib/store/import-states";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { finishMeasuringBesidePages } from "./measure-again";

/**
 * Takes up what a process that ended left unfinished: uploaded files being imported, pending totals, undoing imports,
 * measuring again.
 */
export async function resumeUnfinished(services: IngestServices): Promise<void> {
  const { db } = services;
  await watchImports(services);
  await rollUpTotals(db);
  await finishUndos(db);
  await finishMeasuringBesidePages(db);
}

/** So often a process looks for imports whose process has died. */
const WATCH_MILLIS = 15_000;

/**
 * Marks imports as stopped whose process gives no sign of life any more, and takes up those of uploaded files, now and
 * from now on. Of the others what they had stored stays, and sending the rest or all of it again is safe.
 */
async function watchImports(services: IngestServices): Promise<void> {
  const look = async () => {
    await stopDeadImports(services.db.pool);
    // Beside everything else: a large file takes minutes.
    void takeUpDrafts(services).catch(() => undefined);
  };
  await look();
  // Where the database is away for a moment, the next look is soon enough.
  setInterval(() => look().catch(() => undefined), WATCH_MILLIS).unref();
}
