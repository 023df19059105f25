import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { beginUndo, finishUndo } from "@/lib/ingest/imports/undo-import";
import { changeTimeZone } from "@/lib/ingest/measure/measure-again";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { everyNumber } from "@/lib/reports/report/sample-numbers";
import { createKeyring } from "@/lib/secrets/keyring";
import { listErasures } from "@/lib/store/erasures";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { eraseCustomer, finishErasing } from "./erase-customer";
import { expireEverything } from "./expire";
import { DEFAULT_RETENTION, previewRetention, writeRetention } from "./retention";

const keyring = createKeyring("a key of at least thirty-two characters");
const NOW = Date.UTC(2026, 10, 20, 12) * 1000;
const clock = fixedClock(NOW);
const ANNA = "cust-Anna-151";
/** What may be left nowhere; ids are unlikely words, so that they are nowhere by chance. */
const REMNANTS = [
  ANNA,
  "anna-c-1",
  "anna-c-2",
  "anna-c-3",
  "marzipan",
  "porcupine",
  "quagmire",
  "wheelbarrow",
  "zeppelin",
  "lighthouse",
  "raw-of-anna",
  "summary-of-anna",
];
/** Dimensions that keep nothing of a single customer. */
const VIEWS = [[], ["query_type"], ["channel", "reason"], ["queue", "day"], ["source"]] as const;

let db: TestDatabase;
const services = () => ({ db, keyring, clock });

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE contact, link_pending, record, undone_record, conversation, agent_conversation, raw_reason, measure, total, total_pending, facet_total,
     facet_pending, import, generation, setting, erasure, blocked, erasure_step, frozen_review, saved_view, comment CASCADE`,
  );
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());

async function send(...records: object[]) {
  const result = await importRecords(services(), {
    input: (async function* () {
      yield Buffer.from(records.map((record) => JSON.stringify(record)).join("\n"));
    })(),
    format: "ndjson",
    label: "test",
    via: "api",
    startedBy: null,
    defaultSource: "bot",
  });
  await committerFor(db).drain();
  return result;
}

const conversation = (conversationId: string, more: object = {}) => ({
  type: "conversation",
  conversationId,
  startedAt: "2026-10-12T08:07:31.123456Z",
  queryType: "refund",
  channel: "web_chat",
  ...more,
});

const OF_ANNA = [
  conversation("anna-c-1", { customerRef: ANNA, plan: "zeppelin", outcome: "handed_off" }),
  {
    type: "handoff",
    conversationId: "anna-c-1",
    reasonRaw: "raw-of-anna",
    agentId: "agent-of-anna",
    status: "connected",
    context: {
      summary: "summary-of-anna",
      fields: [{ name: "order_reference", value: "lighthouse", passed: "none" }],
    },
  },
  {
    type: "message",
    conversationId: "anna-c-1",
    sequence: 1,
    sender: "customer",
    text: "My marzipan is late",
  },
  { type: "survey", conversationId: "anna-c-1", score: 2, scaleMin: 1, scaleMax: 5, comment: "porcupine" },
  {
    type: "context_rating",
    conversationId: "anna-c-1",
    agentId: "agent-of-anna",
    usefulness: "useful",
    comment: "quagmire",
  },
  conversation("anna-c-2", { customerRef: ANNA, updatedAt: "2026-10-13T08:00:00Z" }),
  conversation("anna-c-2", { updatedAt: "2026-10-14T08:00:00Z", bot: "Ava" }),
];
const OF_OTHERS = Array.from({ length: 8 }, (_, i) => [
  conversation(`other-${i}`, { customerRef: `cust-${i}`, outcome: "handed_off" }),
  {
    type: "handoff",
    conversationId: `other-${i}`,
    reason: "tool_error",
    status: "connected",
    queue: "orders",
  },
]).flat();

/** Every table's rows as text, encrypted columns opened, in which a word stands. */
async function remnants(words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const { rows: tables } = await db.pool.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname NOT LIKE 'pg_temp%'",
  );
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `SELECT t.*, t::text AS all_of_it FROM ${name} AS t`,
    );
    for (const row of rows) {
      let text = String(row.all_of_it);
      for (const value of Object.values(row)) {
        if (!Buffer.isBuffer(value)) continue;
        try {
          text += keyring.decrypt(value).toString();
        } catch {
          text += value.toString("latin1");
        }
      }
      for (const word of words) if (text.includes(word)) found.push(`${name}: ${word}`);
    }
  }
  return found;
}

const numbers = () => everyNumber(db, VIEWS);

test("a customer who is erased is found in no table, and every number stays", async () => {
  await send(...OF_OTHERS, ...OF_ANNA);
  const undone = await send(conversation("anna-c-1", { customerRef: ANNA, notes: "wheelbarrow" }));
  const refused = await send(
    { type: "survey", conversationId: "anna-c-1", score: 9, scaleMin: 1, scaleMax: 5, comment: "porcupine" },
    { ...conversation("anna-c-3", { customerRef: ANNA }), startedAt: "yesterday" },
    { type: "survey", conversationId: "other-1", score: 9, scaleMin: 1, scaleMax: 5 },
  );
  expect(refused.rejected).toBe(3);
  await beginUndo(db, undone.importId, "Ruth");
  await finishUndo(db, undone.importId);
  const person = await db.prisma.person.create({
    data: { email: "m@example.org", name: "Mo", role: "manager" },
  });
  await db.prisma.comment.create({
    data: { metric: "hand_offs", week: "2026-W42", text: `Ask ${ANNA} about it`, createdAt: new Date(0) },
  });
  await db.prisma.savedView.create({
    data: {
      name: "x",
      address: "/conversations/bot/anna-c-1",
      shared: true,
      ownerId: person.id,
      createdAt: new Date(0),
    },
  });
  await db.prisma.frozenReview.create({
    data: {
      week: "2026-W42",
      filters: [],
      frozenAt: new Date(0),
      metricVersion: 1,
      reasonMapVersion: 0,
      timeZone: "UTC",
      content: {
        comments: [{ text: `From ${ANNA}.` }],
        picked: [
          { source: "bot", conversationId: "anna-c-1" },
          { source: "bot", conversationId: "other-1" },
        ],
      },
    },
  });
  expect(new Set((await remnants(REMNANTS)).map((one) => one.split(": ")[1]))).toEqual(
    new Set(REMNANTS.filter((word) => word !== "lighthouse")),
  );
  const before = await numbers();

  const id = await eraseCustomer(services(), ` ${ANNA} `, "Ruth Ellery");
  expect(await remnants([...REMNANTS, keyring.hash("customer", ANNA)])).toEqual([]);
  expect(await numbers()).toBe(before);
  expect(await totalsDifferences(db)).toEqual([]);
  const [listed] = await listErasures(db.pool, 10);
  expect(listed).toMatchObject({
    id,
    startedBy: "Ruth Ellery",
    conversations: 2,
    records: 8,
    refused: 2,
    mentions: 3,
  });
  expect(listed?.customer).not.toContain(ANNA);
  const [review] = await db.prisma.frozenReview.findMany();
  expect(review?.content).toEqual({
    comments: [{ text: "From [erased]." }],
    picked: [{ source: "bot", conversationId: "other-1" }],
  });
  const { rows } = await db.pool.query(
    "SELECT final, started_at, attributes, reason_raw FROM measure WHERE final",
  );
  expect(rows).toEqual(
    Array(2).fill({
      final: true,
      started_at: new Date("2026-10-12T08:00:00Z"),
      attributes: null,
      reason_raw: null,
    }),
  );
  expect((await db.pool.query("SELECT FROM rejection")).rowCount).toBe(1);
});

test("sending it all again brings nothing back; what began after the erasure is new", async () => {
  await send(...OF_OTHERS, ...OF_ANNA);
  const before = await numbers();
  await eraseCustomer(services(), ANNA, "Ruth");
  const again = await send(...OF_ANNA, ...OF_OTHERS);
  expect(again).toMatchObject({ stale: OF_ANNA.length, unchanged: OF_OTHERS.length, created: 0, updated: 0 });
  expect(await numbers()).toBe(before);
  expect(await remnants(REMNANTS)).toEqual([]);

  const late = await send(conversation("anna-c-9", { customerRef: ANNA, startedAt: "2026-11-21T08:00:00Z" }));
  expect(late).toMatchObject({ created: 1, stale: 0 });
  expect(await totalsDifferences(db)).toEqual([]);
});

test("what waited for a conversation of an erased customer goes when that comes, whoever stores it", async () => {
  await eraseCustomer(services(), ANNA, "Ruth");
  await send({
    type: "message",
    conversationId: "anna-c-3",
    sequence: 1,
    sender: "customer",
    text: "marzipan",
  });
  expect(await remnants(["marzipan"])).toEqual(["public.record: marzipan"]);
  expect(await send(conversation("anna-c-3", { customerRef: ANNA }))).toMatchObject({ stale: 1 });
  await finishErasing(services());
  expect(await remnants(REMNANTS)).toEqual([]);
  expect(
    await send({ type: "message", conversationId: "anna-c-3", sequence: 2, text: "porcupine" }),
  ).toMatchObject({
    stale: 1,
  });
  expect(await remnants(REMNANTS)).toEqual([]);
  expect(await totalsDifferences(db)).toEqual([]);
});

test("erasing beside writers who send the customer's records all the time leaves none of them", async () => {
  await send(...OF_ANNA, ...OF_OTHERS);
  const before = await numbers();
  const writers = Array.from({ length: 4 }, async (_, i) => {
    for (let n = 0; n < 3; n++) await send(...OF_ANNA.slice(i % 3), ...OF_OTHERS);
  });
  await Promise.all([
    ...writers,
    eraseCustomer(services(), ANNA, "Ruth"),
    changeTimeZone(db, "Asia/Kathmandu"),
  ]);
  await finishErasing(services());
  expect(await remnants(REMNANTS)).toEqual([]);
  expect(await totalsDifferences(db)).toEqual([]);
  await changeTimeZone(db, "UTC");
  expect(await totalsDifferences(db)).toEqual([]);
  expect(await numbers()).toBe(before);
});

test("an erasure that a killed process began is finished by another", async () => {
  await send(...OF_ANNA, ...OF_OTHERS);
  const before = await numbers();
  const broken = {
    ...services(),
    db: { ...db, pool: { ...db.pool, query: () => Promise.reject(new Error("gone")) } },
  };
  const connect = db.pool.connect.bind(db.pool);
  await expect(
    eraseCustomer(
      { ...broken, db: { ...broken.db, pool: Object.assign(broken.db.pool, { connect }) as never } },
      ANNA,
      "Ruth",
    ),
  ).rejects.toThrow("gone");
  expect((await listErasures(db.pool, 1))[0]?.finishedAt).toBeNull();
  expect(await remnants(["marzipan"])).not.toEqual([]);
  await finishErasing(services());
  expect(await remnants(REMNANTS)).toEqual([]);
  expect((await listErasures(db.pool, 1))[0]?.finishedAt).toBe(new Date(NOW / 1000).toISOString());
  expect(await numbers()).toBe(before);
});

test("transcripts, comments and conversations expire each after their days, and the numbers stay", async () => {
  const old = conversation("old-1", { customerRef: "someone", plan: "gold", outcome: "handed_off" });
  const attached = [
    {
      type: "handoff",
      conversationId: "old-1",
      reason: "tool_error",
      status: "connected",
      agentId: "a-1",
      reasonRaw: "E7",
    },
    { type: "message", conversationId: "old-1", sequence: 1, sender: "customer", text: "marzipan" },
    { type: "survey", conversationId: "old-1", score: 2, scaleMin: 1, scaleMax: 5, comment: "porcupine" },
    { type: "message", conversationId: "waits", sequence: 1, sender: "customer", text: "quagmire" },
  ];
  await send(old, ...attached, ...OF_OTHERS, conversation("new-1", { startedAt: "2026-11-19T08:00:00Z" }));
  await send({ ...conversation("refused-1"), startedAt: "wheelbarrow" });
  const before = await everyNumber(db);
  const never = { ...DEFAULT_RETENTION, refused: 3650 };
  const LATER = Date.UTC(2040, 0, 1) * 1000;
  expect(await expireEverything(db, NOW)).toEqual({
    transcripts: 0,
    comments: 0,
    conversations: 0,
    refused: 0,
    undone: 0,
  });

  await writeRetention(db, { ...never, transcripts: 30, comments: 35 });
  expect(await previewRetention(db, NOW, { ...never, transcripts: 30, comments: 35 }, 100)).toEqual({
    transcripts: 1,
    comments: 1,
    conversations: null,
    refused: 0,
  });
  expect(await expireEverything(db, NOW, { limit: 3 })).toMatchObject({
    transcripts: 1,
    comments: 1,
    conversations: 0,
  });
  expect(await remnants(["marzipan", "porcupine"])).toEqual([]);
  expect(await everyNumber(db)).toBe(before);
  expect(await totalsDifferences(db)).toEqual([]);
  // Sent again, they do not come back.
  expect(await send(old, ...attached)).toMatchObject({ stale: 1, updated: 0, created: 0 });
  expect(await remnants(["marzipan", "porcupine"])).toEqual([]);

  await writeRetention(db, { ...never, conversations: 30 });
  expect((await previewRetention(db, NOW, { ...never, conversations: 30 }, 5)).conversations).toBe(5);
  expect(await expireEverything(db, NOW, { limit: 2 })).toMatchObject({ conversations: 9 });
  expect(await everyNumber(db)).toBe(before);
  expect(await totalsDifferences(db)).toEqual([]);
  expect((await db.pool.query("SELECT FROM record")).rowCount).toBe(3);
  expect(await send(old, ...attached.slice(0, 3))).toMatchObject({ stale: 4 });
  expect(await expireEverything(db, NOW)).toMatchObject({ conversations: 0 });

  // A new time zone takes final measures along, each to its new day.
  await changeTimeZone(db, "Asia/Kathmandu");
  expect(await totalsDifferences(db)).toEqual([]);
  expect(await everyNumber(db)).not.toBe(before);
  await changeTimeZone(db, "UTC");
  expect(await everyNumber(db)).toBe(before);

  await expireEverything(db, LATER);
  expect(await remnants(["quagmire", "wheelbarrow", "someone"])).toEqual([]);
});
