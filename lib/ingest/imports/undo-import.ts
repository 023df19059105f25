import { AppError } from "@/lib/domain/app-error";
import { foldAgain } from "@/lib/ingest/commit/fold-again";
import { type Database, inTransaction } from "@/lib/store/database";
import { holdGenerations } from "@/lib/store/generations";
import { holdImport, isOwnRatings, noteUndo, setUndoState, unfinishedUndos } from "@/lib/store/import-states";
import { holdConversations } from "@/lib/store/locked-conversations";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import {
  countUndoSteps,
  nextUndoSteps,
  planUndo,
  putBackRecords,
  strikeUndoSteps,
  takeOutRecords,
} from "@/lib/store/undo-records";

const CONVERSATIONS_AT_ONCE = 1_000;

const NOT_UNDONE: { readonly [state: string]: string } = {
  running: "This import is still under way. Wait until it has ended.",
  undoing: "This import is being undone already.",
  undone: "This import has been undone already.",
  redoing: "This import is being put back. Wait until that is done.",
};

/**
 * Begins the undo of an import: from now on its records leave the log, and {@link finishUndo} takes them out. Throws
 * AppError 404 where there is no such import, 409 while it is under way or when it has been undone.
 */
export async function beginUndo(db: Database, importId: string, by: string): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    const state = await holdImport(client, importId);
    if (!state) throw new AppError("not_found", `There is no import ${importId}.`);
    const problem = NOT_UNDONE[state];
    if (problem) throw new AppError("conflict", problem, { state });
    if (await isOwnRatings(client, importId)) {
      throw new AppError("conflict", "Ratings that were given in Baton are taken back by their authors.", {
        state,
      });
    }
    await noteUndo(client, importId, by);
    await planUndo(client, importId, "record");
  });
}

/** Begins to put an undone import back. Throws AppError 404 where there is none, 409 where it is not undone. */
export async function beginRedo(db: Database, importId: string): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    const state = await holdImport(client, importId);
    if (!state) throw new AppError("not_found", `There is no import ${importId}.`);
    if (state !== "undone") {
      throw new AppError("conflict", "Only an import that has been undone can be put back.", { state });
    }
    await setUndoState(client, importId, "redoing");
    if ((await planUndo(client, importId, "undone_record")) > 0) return;
    throw new AppError(
      "conflict",
      "Nothing is left to put back: what an undo took out is kept for a while only.",
    );
  });
}

/**
 * Takes an import's records out of the log (or puts them back) and folds its conversations again, some at a time. The
 * numbers are right after each transaction, and a process that dies leaves the rest to the next one that calls this;
 * several may do so at once.
 */
export async function finishUndo(db: Database, importId: string): Promise<void> {
  while (await undoNext(db, importId));
  await rollUpTotals(db);
}

/** Finishes every undo that was begun. */
export async function finishUndos(db: Database): Promise<void> {
  for (const importId of await unfinishedUndos(db.pool)) await finishUndo(db, importId);
}

/** Goes through some more conversations; false when there is nothing left to do. */
export async function undoNext(
  db: Database,
  importId: string,
  limit = CONVERSATIONS_AT_ONCE,
): Promise<boolean> {
  const ids = await nextUndoSteps(db.pool, importId, limit);
  return inTransaction(db.pool, async (client) => {
    const generations = await holdGenerations(client);
    const conversations = await holdConversations(client, ids);
    // After the conversations, as every writer does; from here on the state stays what it is.
    const state = await holdImport(client, importId);
    if (state !== "undoing" && state !== "redoing") return false;
    if (ids.length === 0) {
      // Another process may have finished meanwhile, and a redo begun.
      if ((await countUndoSteps(client, importId)) > 0) return true;
      await setUndoState(client, importId, state === "undoing" ? "undone" : "done");
      return false;
    }
    const move = state === "undoing" ? takeOutRecords : putBackRecords;
    await foldAgain(db, client, generations, conversations, (live) => move(client, importId, live));
    await strikeUndoSteps(client, importId, ids);
    return true;
  });
}
