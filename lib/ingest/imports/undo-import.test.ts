import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitBatch } from "@/lib/ingest/commit/commit-batch";
import { changeTimeZone } from "@/lib/ingest/measure/measure-again";
import { arbitraryRecords } from "@/lib/ingest/samples/arbitrary-records";
import { conversation, handoff, survey } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { everyNumber } from "@/lib/reports/report/sample-numbers";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { type Database, inTransaction } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { holdImport } from "@/lib/store/import-states";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { nextUndoSteps } from "@/lib/store/undo-records";
import { beginRedo, beginUndo, finishUndo, finishUndos, undoNext } from "./undo-import";

/** From the totals, and from the measure rows. */
const VIEWS = [[], ["query_type", "reason"], ["queue"], ["attr.plan", "week"]] as const;

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(() => db.close());

async function empty(): Promise<void> {
  await db.pool.query(
    "TRUNCATE contact, link_pending, record, undone_record, undo_step, conversation, agent_conversation, raw_reason, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
}

async function commit(records: readonly CanonicalRecord[], id: string = randomUUID()): Promise<string> {
  const header = {
    id,
    label: "test",
    via: "api",
    format: "json",
    startedBy: null,
    keyId: null,
    startedAt: 0,
  } as const;
  const end = { state: "done", at: 0, problem: null } as const;
  await commitBatch(db, [{ header, records, rejections: [], ignoredKeys: new Map(), end }]);
  return id;
}

async function undo(importId: string, on: Database = db): Promise<void> {
  await beginUndo(on, importId, "Ruth");
  while (await undoNext(on, importId, 3));
}

async function redo(importId: string): Promise<void> {
  await beginRedo(db, importId);
  while (await undoNext(db, importId, 3));
}

async function stateOf(importId: string): Promise<string | null> {
  return inTransaction(db.pool, (client) => holdImport(client, importId));
}

/** Everything that follows from the log besides the numbers. */
async function around(): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT c.external_id, c.arrived, array(SELECT a.agent_id FROM agent_conversation AS a WHERE a.conversation_id = c.id ORDER BY 1) AS agents,
            array(SELECT r.raw || r.hand_offs FROM raw_reason AS r WHERE r.conversation_id = c.id ORDER BY 1) AS raw
     FROM conversation AS c WHERE EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id)
     ORDER BY c.source, c.external_id`,
  );
  return rows;
}

/** The list in parts; every part is one import. */
function parts<Item>(items: readonly Item[], count: number): Item[][] {
  return Array.from({ length: count }, (_, i) => items.filter((_, place) => place % count === i));
}

test("an import that is undone leaves the numbers of the others, whatever came after it; put back, it counts again", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryRecords(50).filter((records) => records.length > 2),
      fc.nat(2),
      async (records, which) => {
        const imports = parts(records, 3);
        await empty();
        for (const [i, part] of imports.entries()) if (i !== which) await commit(part);
        const [without, aroundWithout] = [await everyNumber(db, VIEWS), await around()];

        await empty();
        const ids = [];
        for (const part of imports) ids.push(await commit(part));
        const [withAll, aroundAll] = [await everyNumber(db, VIEWS), await around()];
        await rollUpTotals(db);
        const undone = ids[which] ?? "";
        await undo(undone);
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(without);
        expect(await around()).toEqual(aroundWithout);
        expect(await stateOf(undone)).toBe("undone");

        await redo(undone);
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(withAll);
        expect(await around()).toEqual(aroundAll);
        expect(await stateOf(undone)).toBe("done");
      },
    ),
    { numRuns: 6, seed: 20261122, endOnFailure: true },
  );
});

test("with writers, two undoing processes and a new time zone at work at once the numbers equal a recompute", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRecords(60), async (records) => {
      const [first = [], second = [], third = [], fourth = []] = parts(records, 4);
      await empty();
      await commit(second);
      await commit(third);
      await commit(fourth);
      await changeTimeZone(db, "Asia/Kathmandu");
      const without = await everyNumber(db, VIEWS);
      await changeTimeZone(db, "UTC");

      await empty();
      const id = await commit(first);
      await commit(second);
      await beginUndo(db, id, "Ruth");
      await Promise.all([
        finishUndos(db),
        (async () => {
          while (await undoNext(db, id, 2));
        })(),
        commit(third),
        commit(fourth),
        changeTimeZone(db, "Asia/Kathmandu"),
        rollUpTotals(db),
      ]);
      expect((await loadWorkspace(db)).timeZone).toBe("Asia/Kathmandu");
      expect(await totalsDifferences(db)).toEqual([]);
      expect(await everyNumber(db, VIEWS)).toBe(without);
      await changeTimeZone(db, "UTC");
    }),
    { numRuns: 4, seed: 20261122, endOnFailure: true },
  );
});

test("what a killed process left is taken up where it stopped, and the numbers are right in between", async () => {
  await empty();
  const sent = Array.from({ length: 7 }, (_, i) => [
    conversation(`c-${i}`, { outcome: "handed_off" }),
    handoff(`c-${i}`, { reason: "tool_error", agentId: "a-1" }),
  ]).flat();
  const kept = await commit([conversation("c-6"), survey("c-6", { score: 5, scaleMin: 1, scaleMax: 5 })]);
  const before = await everyNumber(db, VIEWS);
  const id = await commit(sent);
  await beginUndo(db, id, "Ruth");
  expect(await undoNext(db, id, 3)).toBe(true);
  expect(await totalsDifferences(db)).toEqual([]);
  expect((await nextUndoSteps(db.pool, id, 100)).length).toBe(4);
  expect(await stateOf(id)).toBe("undoing");

  // Another process: a pool of its own, and nothing but the database to tell what is left.
  await finishUndos(db);
  expect(await stateOf(id)).toBe("undone");
  expect(await everyNumber(db, VIEWS)).toBe(before);
  expect(await stateOf(kept)).toBe("done");
  expect((await db.pool.query("SELECT FROM undo_step")).rowCount).toBe(0);
});

test("is refused where it makes no sense, and for records that go on coming", async () => {
  await empty();
  const id = await commit([conversation("c-1")]);
  await expect(beginUndo(db, randomUUID(), "Ruth")).rejects.toMatchObject({ status: 404 });
  await expect(beginRedo(db, id)).rejects.toMatchObject({ status: 409 });
  await undo(id);
  await expect(beginUndo(db, id, "Ruth")).rejects.toMatchObject({ status: 409 });
  await expect(commit([conversation("c-2")], id)).rejects.toThrow("undone");
  expect((await db.pool.query("SELECT FROM record")).rowCount).toBe(0);
  await redo(id);
  await finishUndo(db, id);
  expect((await db.pool.query("SELECT FROM record")).rowCount).toBe(1);
});
