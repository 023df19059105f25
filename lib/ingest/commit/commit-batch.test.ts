import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REASONS } from "@/lib/domain/reason";
import { type ReasonMapEntry, reasonMapOf } from "@/lib/domain/reason-map";
import type { CanonicalRecord } from "@/lib/domain/record";
import { changeReasonMap, changeTimeZone } from "@/lib/ingest/measure/measure-again";
import { arbitraryRawReasons, arbitraryRecords } from "@/lib/ingest/samples/arbitrary-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import type { Dimension } from "@/lib/metrics/dimensions";
import { everyNumber } from "@/lib/reports/report/sample-numbers";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { latestReasonMapVersion } from "@/lib/store/reason-map";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { commitBatch } from "./commit-batch";

const RUNS = { numRuns: 12, seed: 20261122 };
const VIEWS: readonly (readonly Dimension[])[] = [
  [],
  ["query_type"],
  ["query_type", "reason"],
  ["channel", "language"],
  ["queue"],
  ["reason_code", "reason_raw"],
  ["attr.plan", "week"],
];

let db: TestDatabase;
let person: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const created = await db.prisma.person.create({
    data: { email: "dora@example.org", name: "Dora", role: "designer" },
  });
  person = created.id;
});

afterAll(() => db.close());

async function empty(): Promise<void> {
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, raw_reason, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
}

function commit(records: readonly CanonicalRecord[]) {
  const header = {
    id: randomUUID(),
    label: "test",
    via: "api",
    format: "json",
    startedBy: null,
    keyId: null,
    startedAt: 0,
  } as const;
  return commitBatch(db, [{ header, records, rejections: [], ignoredKeys: new Map(), end: null }]);
}

/** Splits a list at the given places, which may repeat or lie outside. */
function split<Item>(items: readonly Item[], cuts: readonly number[]): Item[][] {
  const places = [0, ...cuts.map((cut) => cut % (items.length + 1)).sort((a, b) => a - b), items.length];
  return places.slice(1).map((place, i) => items.slice(places[i], place));
}

test("any order, any batching and any repetition give the same numbers, equal to a recompute", async () => {
  const scenario = arbitraryRecords(40).chain((records) =>
    fc.record({
      records: fc.constant(records),
      order: fc.shuffledSubarray([...records.keys()], { minLength: records.length }),
      cuts: fc.array(fc.nat(200), { maxLength: 6 }),
      again: fc.array(fc.nat(records.length - 1), { maxLength: 10 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ({ records, order, cuts, again }) => {
      const pick = (i: number) => records[i] as CanonicalRecord;
      await empty();
      await commit(records);
      const once = await everyNumber(db, VIEWS);
      expect(await totalsDifferences(db)).toEqual([]);

      await empty();
      for (const batch of split([...order, ...again].map(pick), cuts)) {
        await commit(batch);
        if (batch.length % 2 === 0) await rollUpTotals(db);
      }
      expect(await totalsDifferences(db)).toEqual([]);
      expect(await everyNumber(db, VIEWS)).toBe(once);
    }),
    RUNS,
  );
});

test("several writers at once give the same numbers as one", async () => {
  const scenario = fc.record({
    records: arbitraryRecords(60),
    cuts: fc.array(fc.nat(200), { minLength: 5, maxLength: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ records, cuts }) => {
      await empty();
      await commit(records);
      const once = await everyNumber(db, VIEWS);

      await empty();
      const batches = split(records, cuts);
      await Promise.all(
        [...batches, ...batches.slice(0, 3)]
          .map((batch) => commit(batch))
          .concat([rollUpTotals(db) as never]),
      );
      expect(await totalsDifferences(db)).toEqual([]);
      expect(await everyNumber(db, VIEWS)).toBe(once);
    }),
    RUNS,
  );
});

test("a new time zone measures everything again, with records coming in meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryRecords(40),
      fc.constantFrom("Asia/Kathmandu", "America/New_York"),
      async (records, zone) => {
        await empty();
        const half = Math.floor(records.length / 2);
        await commit(records.slice(0, half));
        await Promise.all([changeTimeZone(db, zone), commit(records.slice(half))]);
        expect((await loadWorkspace(db)).timeZone).toBe(zone);
        expect(await totalsDifferences(db)).toEqual([]);
        const changed = await everyNumber(db, VIEWS);

        await changeTimeZone(db, "UTC");
        await changeTimeZone(db, zone);
        expect(await everyNumber(db, VIEWS)).toBe(changed);
        await changeTimeZone(db, "UTC");
      },
    ),
    { ...RUNS, numRuns: 5 },
  );
});

async function putReasonMap(entries: readonly ReasonMapEntry[]): Promise<void> {
  const next = { map: reasonMapOf(entries), restores: null, authorId: person, createdAt: new Date(0) };
  const basedOn = await latestReasonMapVersion(db.pool);
  expect(await changeReasonMap(db, basedOn, next)).toBe(true);
}

test("a new reason map applies to history at once, with records coming in meanwhile, and back again", async () => {
  const entry = fc.record({
    source: fc.constantFrom("bot-a", "bot-b"),
    raw: fc.constantFrom("ESC_017", " Esc_022 ", "STRASSE GEÄNDERT", "straße GEÄNDERT"),
    reason: fc.constantFrom(...REASONS),
  });
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(arbitraryRecords(40), arbitraryRawReasons).map((lists) => lists.flat()),
      fc.array(entry, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(200), { minLength: 2, maxLength: 5 }),
      async (records, entries, cuts) => {
        await empty();
        await commit(records);
        const unmapped = await everyNumber(db, VIEWS);
        await putReasonMap(entries);
        expect(await totalsDifferences(db)).toEqual([]);
        const mapped = await everyNumber(db, VIEWS);
        if (mapped !== unmapped) changed += 1;
        await putReasonMap([]);
        expect(await everyNumber(db, VIEWS)).toBe(unmapped);

        await empty();
        const batches = split(records, cuts);
        await commit(batches[0] ?? []);
        await Promise.all([
          putReasonMap(entries),
          ...batches.slice(1).map((batch) => commit(batch)),
          changeTimeZone(db, "UTC"),
        ]);
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(mapped);
        await putReasonMap([]);
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(unmapped);
      },
    ),
    { ...RUNS, numRuns: 8 },
  );
  expect(changed).toBeGreaterThan(4);
});

test("of two changes of the reason map from the same version one is refused", async () => {
  const basedOn = await latestReasonMapVersion(db.pool);
  const next = (raw: string) => ({
    map: reasonMapOf([{ source: "bot-a", raw, reason: "tool_error" }]),
    restores: null,
    authorId: person,
    createdAt: new Date(0),
  });
  const done = await Promise.all([
    changeReasonMap(db, basedOn, next("A")),
    changeReasonMap(db, basedOn, next("B")),
  ]);
  expect([...done].sort()).toEqual([false, true]);
  expect(await latestReasonMapVersion(db.pool)).toBe(basedOn + 1);
  expect(await changeReasonMap(db, basedOn, next("C"))).toBe(false);
  await putReasonMap([]);
});

test("dimensions as long as records may have them fit into the totals", async () => {
  await empty();
  const longest = "\u{1f5e3}".repeat(128);
  await commit([
    {
      type: "conversation",
      source: longest,
      conversationId: longest,
      part: "",
      version: null,
      body: { startedAt: 0, bot: longest, botVersion: longest, queryType: longest, language: "en-GB" },
    },
  ]);
  await rollUpTotals(db);
  expect(await totalsDifferences(db)).toEqual([]);
  expect((await db.pool.query("SELECT FROM total_pending")).rowCount).toBe(0);
});

test("says what became of each record", async () => {
  await empty();
  const record = (version: number | null, body: object): CanonicalRecord =>
    ({ type: "handoff", source: "s", conversationId: "c", part: "1", version, body }) as CanonicalRecord;
  const outcomes = [];
  for (const next of [
    record(5, { queue: "orders" }),
    record(5, { queue: "orders" }),
    record(6, { queue: "billing" }),
    record(5, { queue: "orders" }),
    record(4, { agentId: "a-1" }),
    record(null, { agentId: "a-2" }),
    record(6, { queue: "sales" }),
  ]) {
    const { counts } = await commit([next]);
    outcomes.push(
      Object.entries(counts[0] ?? {}).find(([name, count]) => name !== "received" && count === 1)?.[0],
    );
  }
  expect(outcomes).toEqual(["created", "unchanged", "updated", "stale", "updated", "stale", "updated"]);
});
