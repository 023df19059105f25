import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords, conversation, SAMPLE_START } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { dataSpan } from "./data-span";
import { openDatabase } from "./database";
import { currentGeneration, ensureCurrentGeneration } from "./generations";
import { rollUpTotals } from "./roll-up-totals";
import { createTestDatabase, type TestDatabase } from "./test-database";

const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
const DAY = 86_400_000_000;

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase({ maxConnections: 20 });
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
});

async function report(by: readonly Dimension[], metrics = METRICS.map((metric) => metric.id)) {
  const { rows } = await runReport(db, KEY, await loadWorkspace(db), {
    metrics,
    period: null,
    by,
    filters: [],
    compare: null,
  });
  return rows;
}

async function pending(): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(
    "SELECT (SELECT count(*) FROM total_pending) + (SELECT count(*) FROM facet_pending) AS n",
  );
  return Number(rows[0]?.n);
}

test("a roll-up moves everything that is pending and changes no number", async () => {
  await commitRecords(db, sampleConversations(150, 1).flat());
  const before = await report(["query_type"]);
  expect(await pending()).toBeGreaterThan(0);
  await rollUpTotals(db);
  expect(await pending()).toBe(0);
  expect(await report(["query_type"])).toEqual(before);
  await rollUpTotals(db);
  expect(await report(["query_type"])).toEqual(before);
  expect(await totalsDifferences(db)).toEqual([]);
});

test("a reader never sees a number change while only roll-ups run", async () => {
  for (let round = 0; round < 6; round++) {
    await commitRecords(db, sampleConversations(60, 100 + round).flat());
    const before = JSON.stringify(await report(["query_type", "reason"]));
    let rolling = true;
    const rolled = Promise.all([rollUpTotals(db), nextTurn().then(() => rollUpTotals(db))]).finally(() => {
      rolling = false;
    });
    const reader = async () => {
      do {
        expect(JSON.stringify(await report(["query_type", "reason"]))).toBe(before);
      } while (rolling);
    };
    await Promise.all([rolled, reader(), reader(), reader()]);
    expect(JSON.stringify(await report(["query_type", "reason"]))).toBe(before);
  }
  expect(await totalsDifferences(db)).toEqual([]);
});

test("a reader beside writers and roll-ups sees each transaction whole or not at all", async () => {
  // Every transaction brings one conversation of each kind, so at any moment there are as many of the one as of the other.
  const batches = Array.from({ length: 30 }, (_, i) => [
    conversation(`a-${i}`, { queryType: "left", outcome: "contained" }),
    conversation(`b-${i}`, { queryType: "right", outcome: "handed_off" }),
  ]);
  let writing = true;
  let latest = 0;
  const write = async (mine: typeof batches) => {
    for (const batch of mine) await commitRecords(db, batch);
  };
  const roll = async () => {
    while (writing) await rollUpTotals(db);
  };
  const read = async () => {
    while (writing) {
      const ids = ["conversations", "hand_offs", "containment_rate"];
      const [left, right] = await report(["query_type"], ids);
      if (!left || !right) continue;
      const count = left.values.conversations?.value ?? 0;
      expect(right.values.conversations?.value).toBe(count);
      expect(right.values.hand_offs?.value).toBe(count);
      expect(left.values.containment_rate?.numerator).toBe(count);
      expect(count).toBeGreaterThanOrEqual(latest);
      latest = Math.max(latest, count);
    }
  };
  const written = Promise.all([0, 1, 2].map((w) => write(batches.filter((_, i) => i % 3 === w)))).finally(
    () => {
      writing = false;
    },
  );
  await Promise.all([written, roll(), read()]);
  const [total] = await report([], ["conversations"]);
  expect(total?.values.conversations?.value).toBe(60);
  expect(await totalsDifferences(db)).toEqual([]);
});

test("two processes that roll up at once, beside writers, lose nothing and count nothing twice", async () => {
  const other = openDatabase(db.url);
  try {
    const batches = Array.from({ length: 12 }, (_, i) => sampleConversations(15, 300 + i).flat());
    let writing = true;
    const roll = async (mine: typeof other) => {
      while (writing) await rollUpTotals(mine);
    };
    const written = Promise.all(
      [db, other].map(async (mine, w) => {
        for (const batch of batches.filter((_, i) => i % 2 === w)) await commitRecords(mine, batch);
      }),
    ).finally(() => {
      writing = false;
    });
    await Promise.all([written, roll(db), roll(other)]);
    expect(await totalsDifferences(db)).toEqual([]);
    await Promise.all([rollUpTotals(db), rollUpTotals(other)]);
    await rollUpTotals(db);
    expect(await pending()).toBe(0);
    expect(await totalsDifferences(db)).toEqual([]);
  } finally {
    await other.close();
  }
});

test("what is taken back is gone from every number, before and after a roll-up", async () => {
  const real = sampleConversations(40, 7);
  await commitRecords(db, real.flat());
  await rollUpTotals(db);
  const tests = real.flatMap((records) =>
    records
      .filter((record) => record.type === "conversation")
      .map((record) =>
        conversation(
          record.conversationId,
          { ...record.body, test: true },
          { source: record.source, version: 9 },
        ),
      ),
  );
  await commitRecords(db, tests);
  const nothing = async () => {
    expect(await report(["query_type"])).toEqual([]);
    const [total] = await report([]);
    expect(Object.values(total?.values ?? {}).every((value) => !value.numerator && !value.denominator)).toBe(
      true,
    );
  };
  await nothing();
  await rollUpTotals(db);
  await nothing();
  expect(await totalsDifferences(db)).toEqual([]);
});

test("the days that have data are the same before and after a roll-up", async () => {
  const span = async () => dataSpan(db.pool, (await currentGeneration(db.pool)).id);
  const on = (days: number) => ({ startedAt: SAMPLE_START + days * DAY });
  const both = async (expected: Awaited<ReturnType<typeof span>>) => {
    expect(await span()).toEqual(expected);
    await rollUpTotals(db);
    expect(await span()).toEqual(expected);
  };
  await both(null);
  await commitRecords(db, [conversation("open", { ...on(-9), outcome: "open" })]);
  await both(null);
  await commitRecords(db, [conversation("a", on(0)), conversation("b", on(3)), conversation("c", on(8))]);
  await both({ from: "2026-10-12", to: "2026-10-20" });
  // What was the first day, and what was the last, have nothing left that counts.
  await commitRecords(db, [
    conversation("a", { ...on(0), test: true }),
    conversation("c", { ...on(8), test: true }),
  ]);
  await both({ from: "2026-10-15", to: "2026-10-15" });
  await commitRecords(db, [conversation("d", on(20))]);
  await commitRecords(db, [conversation("d", { ...on(20), test: true })]);
  await both({ from: "2026-10-15", to: "2026-10-15" });
  await commitRecords(db, [conversation("b", { ...on(3), test: true })]);
  await both(null);
});
