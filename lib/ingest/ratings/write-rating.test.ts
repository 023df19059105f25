import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { commitRecords, conversation, handoff, SAMPLE_START } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { readRecords } from "@/lib/store/record-log";
import { readSums } from "@/lib/store/report-sums";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { changeSampleShare, ensureRatingSample, readSampleShare } from "./rating-sample";
import { writeRating } from "./write-rating";

const keyring = createKeyring("a key of at least thirty-two characters");
const clock = fixedClock(SAMPLE_START + 3_600_000_000);
const KEY = { source: "default", conversationId: "c-1", handoffId: "1", agentId: "a-1" };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE conversation, record, measure, total, total_pending, facet_total, facet_pending, import, setting, generation CASCADE",
  );
  await ensureCurrentGeneration(db, "UTC");
  await ensureRatingSample(db, keyring);
  await commitRecords(db, [
    conversation("c-1", { customerMessages: 3, queryType: "refund" }),
    handoff("c-1", {
      status: "connected",
      agentId: "a-1",
      reason: "tool_error",
      context: { fields: [{ name: "order_reference" }, { name: "postcode" }] },
    }),
  ]);
});
afterAll(() => db.close());

const give = (rating: Parameters<typeof writeRating>[2]) => writeRating({ db, keyring, clock }, KEY, rating);

async function sums() {
  const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM generation WHERE state = 'current'");
  const selection = { generation: rows[0]?.id ?? 0, period: null, filters: [] };
  const measures = [
    "ratings_useful",
    "ratings_partly",
    "ratings_used",
    "repeated_hand_offs",
    "assessed_hand_offs",
    "rated_hand_offs",
  ] as const;
  const [row] = await onOneSnapshot(db.pool, (client) => readSums(client, selection, [], measures));
  return measures.map((measure) => row?.sums[measure] ?? 0);
}

async function expectExact() {
  expect(await totalsDifferences(db)).toEqual([]);
}

test("counts at once, is changed as a whole, and is taken back without a trace in the numbers", async () => {
  const before = await sums();
  await give({ usefulness: "partly", used: "used", reaskedFields: ["order_reference"] });
  expect(await sums()).toEqual([0, 1, 1, 1, 1, 1]);
  // What the agent no longer says is gone, although a record alone could not erase it.
  await give({ usefulness: "useful" });
  expect(await sums()).toEqual([1, 0, 0, 0, 0, 1]);
  await expectExact();
  await give(null);
  expect(await sums()).toEqual(before);
  await expectExact();
});

test("leaves what another tool sent, and is redacted like every record", async () => {
  const sent = {
    ...KEY,
    type: "context_rating" as const,
    part: "1\u001fa-1",
    version: 1,
    body: { usefulness: "useful" as const },
  };
  await commitRecords(db, [sent]);
  await give({ usefulness: "partly", comment: "Write to jo@example.org" });
  expect(await sums()).toEqual([0, 1, 0, 0, 0, 1]);
  const { rows } = await db.pool.query<{ id: string }>("SELECT id FROM conversation");
  const bodies = [
    ...(
      await readRecords(
        db.pool,
        rows.map(({ id }) => id),
      )
    ).values(),
  ].flat();
  expect(JSON.stringify(bodies)).toContain("Write to [email]");
  await give(null);
  expect(await sums()).toEqual([1, 0, 0, 0, 0, 1]);
});

test("double clicks end in one rating, and all of a day are one import", async () => {
  await Promise.all([
    give({ usefulness: "useful", used: "used" }),
    give({ usefulness: "partly", used: "skimmed" }),
    give({ usefulness: "partly" }),
  ]);
  expect(await sums()).toEqual([0, 1, 0, 0, 0, 1]);
  const { rows } = await db.pool.query("SELECT received FROM import WHERE via = 'rating'");
  expect(rows).toEqual([{ received: 3 }]);
  await expectExact();
});

test("is asked for by lot: about the share that is set, the same for the same key, no lot before a change moves", async () => {
  const many = (from: number, count: number, startedAt: number) =>
    Array.from({ length: count }, (_, i) => [
      conversation(`m-${from + i}`, { customerMessages: 1, startedAt }),
      handoff(`m-${from + i}`, { status: "connected" }),
    ]).flat();
  const asked = async () => {
    const { rows } = await db.pool.query<{ n: string }>(
      "SELECT count(*) AS n FROM measure WHERE asked_hand_offs > 0",
    );
    return Number(rows[0]?.n);
  };
  const ids = async () => {
    const { rows } = await db.pool.query(
      "SELECT conversation_id FROM measure WHERE asked_hand_offs > 0 ORDER BY 1",
    );
    return rows;
  };
  await commitRecords(db, many(0, 1000, SAMPLE_START));
  const first = await asked();
  expect(first).toBeGreaterThan(60);
  expect(first).toBeLessThan(140);
  const lots = await ids();
  await changeSampleShare(db, 1, clock);
  expect(await readSampleShare(db)).toBe(1);
  await commitRecords(db, many(1000, 50, clock.now() + 120_000_000));
  expect(await asked()).toBe(first + 50);
  expect((await ids()).slice(0, lots.length)).toEqual(lots);
  await expect(changeSampleShare(db, 1.2, clock)).rejects.toThrow("0 to 100");
  await expectExact();
});
