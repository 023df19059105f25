import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { fixedClock } from "@/lib/domain/clock";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { readConversationFindings } from "@/lib/reports/conversation/conversation-findings";
import { rejectFinding } from "@/lib/reports/conversation/reject-finding";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { createKeyring } from "@/lib/secrets/keyring";
import { currentGeneration, ensureCurrentGeneration } from "@/lib/store/generations";
import { appendPhraseLists } from "@/lib/store/phrase-lists";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { finishMeasuringAgain } from "./measure-again";

const KEY: Actor = { kind: "key", id: "k", name: "test", scopes: ["read"] };
const conversation = (id: string) => ({
  type: "conversation",
  conversationId: id,
  startedAt: "2026-11-16T09:00:00Z",
  outcome: "handed_off",
});
const handoff = (id: string, fields: readonly object[], more: object = {}) => ({
  type: "handoff",
  conversationId: id,
  status: "connected",
  requestedAt: "2026-11-16T09:05:00Z",
  context: { fields },
  ...more,
});
const message = (id: string, sequence: number, sender: string, text: string) => ({
  type: "message",
  conversationId: id,
  sequence,
  sender,
  text,
});

/** Asked again by value, by question, in two messages; confirmed; not detectable; and sent in parts. */
const RECORDS = [
  conversation("a"),
  handoff("a", [{ name: "order", value: "BW-088-16448" }, { name: "mood" }]),
  message("a", 1, "bot", "I am passing you on."),
  message("a", 2, "agent", "Hello, how can I help?"),
  message("a", 3, "customer", "It is still oh double eight, sixteen four four eight"),
  conversation("b"),
  handoff("b", [{ name: "account_number", value: "80442119" }, { name: "email" }]),
  message("b", 1, "bot", "I am passing you on."),
  message("b", 2, "agent", "Is it account 80442119?"),
  message("b", 3, "customer", "Yes, 80442119. My email is in your books."),
  conversation("c"),
  handoff("c", [{ name: "account_number", value: "80442119" }]),
  message("c", 1, "agent", "Could I take your account number?"),
  message("c", 2, "customer", "8044"),
  message("c", 3, "customer", "and 2119"),
  { ...handoff("c", [{ name: "email", value: "jo@example.com" }]), updatedAt: "2026-11-16T10:00:00Z" },
  conversation("d"),
  handoff("d", [{ name: "mood" }]),
  message("d", 1, "agent", "Hi"),
  message("d", 2, "customer", "Hi"),
];

let db: TestDatabase;
let person: Extract<Actor, { kind: "person" }>;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const { id, name, email } = await db.prisma.person.create({
    data: { email: "dora@example.org", name: "Dora", role: "designer" },
  });
  person = { kind: "person", id, name, email, role: "designer", agents: [] };
});
afterAll(() => db.close());

const empty = () =>
  db.pool.query(
    "TRUNCATE record, conversation, measure, transcript_reading, finding_rejection, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
beforeEach(empty);

function send(records: readonly object[]) {
  async function* input() {
    yield Buffer.from(records.map((record) => JSON.stringify(record)).join("\n"));
  }
  const keyring = createKeyring("a key for the tests of transcripts, long enough");
  return importRecords(
    { db, keyring, clock: fixedClock(0) },
    { input: input(), format: "ndjson", label: "test", via: "api", startedBy: null },
  );
}

const METRICS = [
  "repeat_information_rate",
  "repeat_coverage",
  "field_reask_rate",
  "transcript_assessed_share",
] as const;

async function numbers(): Promise<Record<string, string>> {
  const report = await runReport(db, KEY, await loadWorkspace(db), {
    metrics: [...METRICS],
    period: null,
    by: [],
    filters: [],
    compare: null,
  });
  const values = report.rows[0]?.values ?? {};
  return Object.fromEntries(METRICS.map((id) => [id, `${values[id]?.numerator}/${values[id]?.denominator}`]));
}

const EXPECTED = {
  // a and c of a, b and c; of their fields order and account number of order, account number twice and email twice.
  repeat_information_rate: "2/3",
  repeat_coverage: "3/4",
  field_reask_rate: "2/5",
  transcript_assessed_share: "3/3",
};

test("transcripts say the same in any order and batching of the records, and nothing is kept in clear", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...RECORDS.keys()], { minLength: RECORDS.length }),
      fc.integer({ min: 1, max: RECORDS.length }),
      async (places, size) => {
        await empty();
        const records = places.map((place) => RECORDS[place] ?? {});
        for (let i = 0; i < records.length; i += size) await send(records.slice(i, i + size));
        expect(await numbers()).toEqual(EXPECTED);
        expect(await totalsDifferences(db)).toEqual([]);
        const { rows } = await db.pool.query<{ all: string }>(
          `SELECT concat((SELECT string_agg(body::text, ' ') FROM record),
                         (SELECT string_agg(reading::text, ' ') FROM transcript_reading)) AS all`,
        );
        expect(rows[0]?.all).not.toMatch(/16448|80442119|double eight|jo@/);
      },
    ),
    { numRuns: 8, seed: 20261122 },
  );
}, 120_000);

test("a finding that a person rejects counts no more, and does again when that is taken back", async () => {
  await send(RECORDS);
  const finding = {
    source: "default",
    conversationId: "a",
    handoffId: "1",
    field: "order",
    sequence: "3",
    rule: "value",
  };
  await rejectFinding(db, person, finding, true, fixedClock(0));
  await rejectFinding(db, person, finding, true, fixedClock(0));
  expect(await numbers()).toEqual({ ...EXPECTED, repeat_information_rate: "1/3", field_reask_rate: "1/5" });
  expect(await totalsDifferences(db)).toEqual([]);
  const { byMessage, mayReject } = await readConversationFindings(db, person, "default", "a");
  expect(byMessage.get(3)).toMatchObject([{ field: "order", rejected: true, counts: false }]);
  expect(mayReject).toBe(true);
  // Records that come later do not bring it back.
  await send([{ type: "survey", conversationId: "a", score: 3 }, message("a", 4, "customer", "thanks")]);
  expect((await numbers()).repeat_information_rate).toBe("1/3");
  await rejectFinding(db, person, finding, false, fixedClock(0));
  expect(await numbers()).toEqual(EXPECTED);
  expect(await totalsDifferences(db)).toEqual([]);
  await expect(rejectFinding(db, person, { ...finding, sequence: "9" }, true, fixedClock(0))).rejects.toThrow(
    "no such finding",
  );
  await expect(
    rejectFinding(db, { ...person, role: "agent" }, finding, true, fixedClock(0)),
  ).rejects.toMatchObject({ code: "forbidden" });
}, 60_000);

test("new phrase lists apply to history, as new definitions do", async () => {
  await send([...RECORDS, message("b", 4, "agent", "What is the magic word for your mailbox?")]);
  expect(await numbers()).toEqual(EXPECTED);
  const changes = { en: { email: { names: ["magic word for your mailbox"] } } };
  const next = { changes, restores: null, authorId: person.id, createdAt: new Date(0) };
  expect(await appendPhraseLists(db, 0, next)).toBe(true);
  expect(await appendPhraseLists(db, 0, next)).toBe(false);
  await finishMeasuringAgain(db);
  expect(await numbers()).toEqual({ ...EXPECTED, repeat_information_rate: "3/3", field_reask_rate: "3/5" });
  expect((await currentGeneration(db.pool)).phraseListVersion).toBe(1);
  expect(await totalsDifferences(db)).toEqual([]);
  // As after an update that changes what transcripts mean.
  await db.pool.query("UPDATE generation SET metric_version = 1");
  await db.pool.query("UPDATE transcript_reading SET reading = '[]'");
  await finishMeasuringAgain(db);
  expect(await totalsDifferences(db)).toEqual([]);
  expect((await numbers()).repeat_information_rate).toBe("3/3");
}, 60_000);
