import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { changeTimeZone, finishMeasuringAgain } from "@/lib/ingest/measure/measure-again";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords, conversation, SAMPLE_START } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { METRIC_VERSION } from "@/lib/metrics/catalogue";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { inTransaction } from "./database";
import {
  advanceGeneration,
  buildingGeneration,
  currentGeneration,
  deleteRetired,
  ensureCurrentGeneration,
  holdGenerations,
  shareMeasuredAfter,
  startGeneration,
  switchToGeneration,
} from "./generations";
import { rollUpTotals } from "./roll-up-totals";
import { createTestDatabase, type TestDatabase } from "./test-database";

const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});

afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE generation, record, conversation, agent_conversation, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
});

async function rowsOfOldGenerations(): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(
    `SELECT count(*) AS n FROM (
       SELECT generation FROM measure UNION ALL SELECT generation FROM total UNION ALL SELECT generation FROM total_pending
       UNION ALL SELECT generation FROM facet_total UNION ALL SELECT generation FROM facet_pending) AS g
     WHERE generation NOT IN (SELECT id FROM generation WHERE state = 'current')`,
  );
  return Number(rows[0]?.n);
}

async function days(): Promise<(string | null | undefined)[]> {
  const { rows } = await runReport(db, KEY, await loadWorkspace(db), {
    metrics: ["conversations"],
    period: null,
    by: ["day"],
    filters: [],
    compare: null,
  });
  return rows.map((row) => row.key.day);
}

describe("the current generation", () => {
  test("is made once, however many processes start together, and keeps its time zone", async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ensureCurrentGeneration(db, i % 2 === 0 ? "UTC" : "Asia/Kathmandu"),
      ),
    );
    expect(new Set(made.map((generation) => generation.id)).size).toBe(1);
    const again = await ensureCurrentGeneration(db, "America/New_York");
    expect(again).toEqual(made[0]);
    expect(again.metricVersion).toBe(METRIC_VERSION);
  });

  test("is missed with a sentence when nothing made one", async () => {
    await expect(currentGeneration(db.pool)).rejects.toThrow(/start Baton/);
  });
});

describe("a generation being built", () => {
  beforeEach(async () => {
    await ensureCurrentGeneration(db, "UTC");
  });

  test("stands beside the current one, which reports go on reading", async () => {
    const current = await currentGeneration(db.pool);
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    expect(await currentGeneration(db.pool)).toEqual(current);
    const building = await buildingGeneration(db.pool);
    expect(building).toMatchObject({ timeZone: "Asia/Kathmandu", progress: "0" });
    const held = await inTransaction(db.pool, holdGenerations);
    expect(held.map((generation) => generation.id)).toEqual([current.id, building?.id]);
  });

  test("is given up when another is started", async () => {
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    const first = await buildingGeneration(db.pool);
    await startGeneration(db, { timeZone: "America/New_York" });
    const second = await buildingGeneration(db.pool);
    expect(second?.timeZone).toBe("America/New_York");
    await switchToGeneration(db, first?.id ?? 0);
    expect((await currentGeneration(db.pool)).timeZone).toBe("UTC");
    await switchToGeneration(db, second?.id ?? 0);
    expect((await currentGeneration(db.pool)).timeZone).toBe("America/New_York");
  });

  test("becomes the current one once, and is none that is built any more", async () => {
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    const building = await buildingGeneration(db.pool);
    await Promise.all([1, 2, 3].map(() => switchToGeneration(db, building?.id ?? 0)));
    expect((await currentGeneration(db.pool)).id).toBe(building?.id);
    expect(await buildingGeneration(db.pool)).toBeNull();
  });

  test("is announced to whoever reads the one before, until they read the new one", async () => {
    const before = await currentGeneration(db.pool);
    expect(await shareMeasuredAfter(db.pool, before.id)).toBeNull();
    await commitRecords(db, sampleConversations(10, 14).flat());
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    expect(await shareMeasuredAfter(db.pool, before.id)).toBe(0);
    const building = await buildingGeneration(db.pool);
    await switchToGeneration(db, building?.id ?? 0);
    expect(await shareMeasuredAfter(db.pool, before.id)).toBe(1);
    expect(await shareMeasuredAfter(db.pool, building?.id ?? 0)).toBeNull();
  });

  test("does not begin while a transaction measures, and no transaction measures without it afterwards", async () => {
    const order: string[] = [];
    let started: Promise<void> = Promise.resolve();
    await inTransaction(db.pool, async (client) => {
      expect(await holdGenerations(client)).toHaveLength(1);
      started = startGeneration(db, { timeZone: "Asia/Kathmandu" }).then(() => void order.push("started"));
      // Time enough for the other connection to reach its lock.
      await client.query("SELECT pg_sleep(0.2)");
      order.push("measured");
    });
    await started;
    expect(order).toEqual(["measured", "started"]);
    expect(await inTransaction(db.pool, holdGenerations)).toHaveLength(2);
  });

  test("never goes back, whichever process is the slower", async () => {
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    const { id } = (await buildingGeneration(db.pool)) ?? { id: 0 };
    await inTransaction(db.pool, async (client) => {
      await advanceGeneration(client, id, "4000");
      await advanceGeneration(client, id, "2000");
    });
    expect((await buildingGeneration(db.pool))?.progress).toBe("4000");
  });

  test("may be built by two processes at once, with records coming in and totals rolled up meanwhile", async () => {
    await commitRecords(db, sampleConversations(60, 11).flat());
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    await Promise.all([
      finishMeasuringAgain(db),
      finishMeasuringAgain(db),
      commitRecords(db, sampleConversations(20, 12).flat()),
      rollUpTotals(db),
      commitRecords(db, sampleConversations(20, 13).flat()),
    ]);
    expect((await currentGeneration(db.pool)).timeZone).toBe("Asia/Kathmandu");
    expect(await totalsDifferences(db)).toEqual([]);
    expect(await rowsOfOldGenerations()).toBe(0);
  });

  test("that a process left half done is finished by the next", async () => {
    await commitRecords(db, [conversation("late", { startedAt: SAMPLE_START + 15 * 3_600_000_000 })]);
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    expect(await days()).toEqual(["2026-10-12"]);
    await finishMeasuringAgain(db);
    expect(await days()).toEqual(["2026-10-13"]);
    await finishMeasuringAgain(db);
    expect(await days()).toEqual(["2026-10-13"]);
  });
});

describe("a generation that is retired", () => {
  test("leaves nothing behind in any table", async () => {
    await ensureCurrentGeneration(db, "UTC");
    await commitRecords(db, sampleConversations(30, 21).flat());
    await rollUpTotals(db);
    await commitRecords(db, sampleConversations(30, 22).flat());
    await changeTimeZone(db, "Asia/Kathmandu");
    expect(await rowsOfOldGenerations()).toBe(0);
    const { rows } = await db.pool.query<{ state: string }>("SELECT state FROM generation");
    expect(rows.map((row) => row.state)).toEqual(["current"]);
  });

  test("is not deleted while it is current or being built", async () => {
    await ensureCurrentGeneration(db, "UTC");
    await commitRecords(db, [conversation("a")]);
    await startGeneration(db, { timeZone: "Asia/Kathmandu" });
    await deleteRetired(db);
    expect(await days()).toEqual(["2026-10-12"]);
    expect(await buildingGeneration(db.pool)).not.toBeNull();
  });
});
