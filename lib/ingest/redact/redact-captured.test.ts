import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";

const REFERENCE = "BW-088-16448";
const RECORDS = [
  { type: "conversation", conversationId: "c-1", startedAt: "2026-11-16T09:00:00Z", outcome: "handed_off" },
  {
    type: "message",
    conversationId: "c-1",
    sequence: 1,
    sender: "customer",
    text: `It is ${REFERENCE}, ordered on the 3rd.`,
  },
  { type: "message", conversationId: "c-1", sequence: 2, sender: "bot", text: "Is bw 088 16448 right?" },
  {
    type: "message",
    conversationId: "c-1",
    sequence: 3,
    sender: "customer",
    text: "Not BW-088-16449, the other.",
  },
  {
    type: "handoff",
    conversationId: "c-1",
    reasonText: `Look-up of ${REFERENCE} failed`,
    context: { summary: `Asks for ${REFERENCE}`, fields: [{ name: "order_reference", value: REFERENCE }] },
  },
  { type: "survey", conversationId: "c-1", score: 2, comment: `Nobody knew ${REFERENCE}!` },
];

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});
beforeEach(() =>
  db.pool.query(
    "TRUNCATE record, conversation, measure, total_pending, facet_pending, total, facet_total, import CASCADE",
  ),
);
afterAll(() => db.close());

function send(records: readonly object[]) {
  const keyring = createKeyring("a key for the tests of redaction, long enough");
  async function* input() {
    yield Buffer.from(records.map((record) => JSON.stringify(record)).join("\n"));
  }
  return importRecords(
    { db, keyring, clock: fixedClock(0) },
    { input: input(), format: "ndjson", label: "test", via: "api", startedBy: null },
  );
}

async function stored(): Promise<string[]> {
  const { rows } = await db.pool.query<{ body: object }>("SELECT body FROM record ORDER BY type, part");
  return rows.map((row) => JSON.stringify(row.body));
}

test("a captured value stands in no stored text, whichever record came first and however they were batched", async () => {
  const order = fc.shuffledSubarray([...RECORDS.keys()], { minLength: RECORDS.length });
  let texts: string[] | null = null;
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: RECORDS.length }), async (places, size) => {
      await db.pool.query(
        "TRUNCATE record, conversation, measure, total_pending, facet_pending, total, facet_total, import CASCADE",
      );
      const records = places.map((place) => RECORDS[place] ?? {});
      for (let i = 0; i < records.length; i += size) await send(records.slice(i, i + size));
      const now = await stored();
      expect(now.join()).not.toMatch(/16448/);
      expect(now.join()).toContain("It is [order_reference], ordered on the 3rd.");
      expect(now.join()).toContain("BW-088-16449");
      texts ??= now;
      expect(now).toEqual(texts);
    }),
    { numRuns: 15, seed: 20261122 },
  );
});

test("sending it all again changes nothing", async () => {
  await send(RECORDS);
  const before = await stored();
  expect(await send(RECORDS)).toMatchObject({ unchanged: RECORDS.length, created: 0, updated: 0 });
  expect(new Set(await stored())).toEqual(new Set(before));
  expect(await totalsDifferences(db)).toEqual([]);
});
