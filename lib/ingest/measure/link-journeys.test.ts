import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { CanonicalRecord } from "@/lib/domain/record";
import {
  commitRecords,
  conversation,
  handoff,
  SAMPLE_START,
  survey,
} from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { finishContacts } from "@/lib/store/journey-links";
import { linkProgress } from "@/lib/store/link-queue";
import { GONE } from "@/lib/store/locked-conversations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { linkJourneys } from "./link-journeys";
import { beginJourneyDays, changeTimeZone, finishMeasuringAgain } from "./measure-again";

const KEY: Actor = { kind: "key", id: "k", name: "test", scopes: ["read"] };
const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const METRICS = [
  "durable_containment_rate",
  "followable_containment_rate",
  "further_contact_rate",
  "transitions",
  "transition_repeat_rate",
];

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE record, conversation, agent_conversation, raw_reason, measure, total, total_pending, facet_total,
       facet_pending, import, contact, link_pending CASCADE`,
  );
});

async function numbers(by: readonly "transition"[] = []) {
  const report = await runReport(db, KEY, await loadWorkspace(db), {
    metrics: by.length > 0 ? ["transitions", "transition_repeat_rate"] : METRICS,
    period: null,
    by,
    filters: [],
    compare: null,
  });
  return report.rows.map(({ key, values }) => [
    ...Object.values(key),
    ...Object.values(values).map(({ numerator, denominator }) => `${numerator}/${denominator}`),
  ]);
}

const contained = (id: string, at: number, more: object = {}) =>
  conversation(id, { startedAt: SAMPLE_START + at, outcome: "contained", channel: "web_chat", ...more });

describe("durable containment", () => {
  test("is lost by a further contact in the window, whichever of the two comes first", async () => {
    await commitRecords(db, [contained("b", 3 * DAY, { customerHash: "h1", channel: "voice" })]);
    await commitRecords(db, [contained("a", 0, { customerHash: "h1" })]);
    expect((await linkProgress(db.pool)).waiting).toBe(2);
    await linkJourneys(db);
    expect(await linkProgress(db.pool)).toEqual({ waiting: 0, isMore: false, since: null });
    expect(await numbers()).toEqual([["1/2", "2/2", "0/0", "1/null", "0/0"]]);
    expect(await numbers(["transition"])).toEqual([["return:web_chat>voice", "1/null", "0/0"]]);
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("is not lost by one after the window, another customer's, a test's, or one of nobody knows whom", async () => {
    await commitRecords(db, [
      contained("a", 0, { customerHash: "h1" }),
      contained("late", 7 * DAY + HOUR, { customerHash: "h1" }),
      contained("other", HOUR, { customerHash: "h2" }),
      contained("test", HOUR, { customerHash: "h1", test: true }),
      contained("nobody", 2 * HOUR),
    ]);
    await linkJourneys(db);
    expect((await numbers())[0]?.slice(0, 2)).toEqual(["3/3", "3/3"]);
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("follows the source's own link, also to a contact that says nothing itself and comes last", async () => {
    await commitRecords(db, [contained("b", DAY, { previousConversationId: "a" })]);
    await linkJourneys(db);
    expect((await numbers())[0]?.[0]).toBe("0/0");
    await commitRecords(db, [contained("a", 0)]);
    await linkJourneys(db);
    // Both are in a link now: the first was followed, the second was not.
    expect((await numbers())[0]?.slice(0, 2)).toEqual(["1/2", "2/2"]);
    // What changes in it later reaches the links as well.
    await commitRecords(db, [contained("a", 0, { outcome: "open" })]);
    await linkJourneys(db);
    expect((await numbers())[0]?.slice(0, 2)).toEqual(["0/0", "0/0"]);
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("stays as it is found when something else of the conversation arrives", async () => {
    await commitRecords(db, [
      contained("a", 0, { customerHash: "h" }),
      contained("b", DAY, { customerHash: "h" }),
    ]);
    await linkJourneys(db);
    const before = await numbers();
    await commitRecords(db, [survey("a", { score: 4, scaleMin: 1, scaleMax: 5 })]);
    expect(await numbers()).toEqual(before);
    expect((await linkProgress(db.pool)).waiting).toBe(0);
  });

  test("goes by the window that is set, and by the numbers of a new time zone too", async () => {
    await commitRecords(db, [
      contained("a", 0, { customerHash: "h" }),
      contained("b", 3 * DAY, { customerHash: "h" }),
    ]);
    await linkJourneys(db);
    expect((await numbers())[0]?.[0]).toBe("1/2");
    await beginJourneyDays(db, 2);
    await finishMeasuringAgain(db);
    expect((await numbers())[0]?.[0]).toBe("2/2");
    await beginJourneyDays(db, 7);
    await changeTimeZone(db, "Asia/Kathmandu");
    expect((await numbers())[0]?.[0]).toBe("1/2");
    expect(await totalsDifferences(db)).toEqual([]);
    await changeTimeZone(db, "UTC");
  });

  test("records of before there was a link step are linked when everything is measured again", async () => {
    await commitRecords(db, [
      contained("a", 0, { customerHash: "h" }),
      contained("b", DAY, { customerHash: "h" }),
    ]);
    await db.pool.query("TRUNCATE link_pending");
    await changeTimeZone(db, "Europe/London");
    expect((await numbers())[0]?.[0]).toBe("1/2");
    await changeTimeZone(db, "UTC");
  });

  test("links to contacts whose records are gone stay, without the customer", async () => {
    await commitRecords(db, [
      contained("a", 0, { customerHash: "h" }),
      contained("b", DAY, { customerHash: "h", channel: "voice" }),
    ]);
    await linkJourneys(db);
    const before = await numbers();
    const { rows } = await db.pool.query("SELECT id FROM conversation WHERE external_id = 'a'");
    const client = await db.pool.connect();
    await finishContacts(client, [rows[0].id]);
    await client.query("UPDATE measure SET final = true WHERE conversation_id = $1", [rows[0].id]);
    await client.query("DELETE FROM record WHERE conversation_id = $1", [rows[0].id]);
    await client.query("UPDATE conversation SET gone = $2 WHERE id = $1", [rows[0].id, GONE.records]);
    client.release();
    await commitRecords(db, [
      contained("b", DAY, { customerHash: "h", channel: "voice", endedAt: SAMPLE_START + 2 * DAY }),
      contained("c", 2 * DAY, { customerHash: "h" }),
    ]);
    await linkJourneys(db);
    expect((await numbers(["transition"])).map(([value]) => value)).toContain("return:web_chat>voice");
    expect(before[0]?.[0]).toBe("1/2");
    expect(await totalsDifferences(db)).toEqual([]);
  });
});

describe("transitions", () => {
  test("hand-offs, transfers and returns, each with how it went", async () => {
    const field = { name: "order_reference", passed: "structured", reasked: true } as const;
    await commitRecords(db, [
      conversation("a", { channel: "web_chat", customerHash: "h", outcome: "handed_off" }),
      handoff("a", {
        requestedAt: SAMPLE_START + HOUR,
        toChannel: "voice",
        status: "connected",
        context: { transcript: true, fields: [field] },
      }),
      handoff("a", {
        handoffId: "2",
        from: "agent",
        requestedAt: SAMPLE_START + 2 * HOUR,
        toChannel: "email",
      }),
      conversation("b", {
        startedAt: SAMPLE_START + DAY,
        channel: "sms",
        customerHash: "h",
        outcome: "handed_off",
      }),
      handoff("b", { status: "failed", context: { fields: [{ name: "order_reference" }] } }),
    ]);
    await linkJourneys(db);
    expect(await numbers(["transition"])).toEqual([
      ["hand_off:sms>nobody", "1/null", "0/0"],
      ["hand_off:web_chat>voice", "1/null", "1/1"],
      ["return:email>sms", "1/null", "1/1"],
      ["transfer:voice>email", "1/null", "0/0"],
    ]);
    expect(await totalsDifferences(db)).toEqual([]);
  });
});

/** What is known of a contact at the end, worked out here a second time and by another way. */
interface Known {
  readonly id: string;
  readonly at: number;
  readonly customer: string | undefined;
  readonly previous: string | undefined;
  readonly isContained: boolean;
}

function expected(contacts: readonly Known[]) {
  const isBefore = (a: Known, b: Known) => a.at - b.at || compareCodePoints(a.id, b.id);
  const follows = (a: Known, b: Known) =>
    isBefore(a, b) < 0 && ((a.customer !== undefined && a.customer === b.customer) || b.previous === a.id);
  let durable = 0;
  let followable = 0;
  let returns = 0;
  for (const contact of contacts) {
    const later = contacts.filter((other) => follows(contact, other));
    const named = contacts.find((other) => other.id === contact.previous && isBefore(other, contact) < 0);
    const near = contacts
      .filter((other) => contact.customer !== undefined && other.customer === contact.customer)
      .filter((other) => isBefore(other, contact) < 0)
      .sort(isBefore)
      .at(-1);
    if (named || (near && contact.at - near.at <= 7 * DAY)) returns += 1;
    if (contact.customer === undefined && later.length === 0 && !named) continue;
    followable += 1;
    const isFollowed = later.some((other) => other.at - contact.at <= 7 * DAY);
    if (contact.isContained && !isFollowed) durable += 1;
  }
  return { durable: `${durable}/${followable}`, returns };
}

test("any order, batching and concurrency gives the same links and numbers", {
  timeout: 300_000,
}, async () => {
  const contact = fc.record({
    at: fc.integer({ min: 0, max: 40 }).map((n) => n * 12 * HOUR),
    customer: fc.option(fc.constantFrom("h1", "h2", "h3"), { nil: undefined }),
    previous: fc.option(fc.integer({ min: 0, max: 13 }), { nil: undefined }),
    isContained: fc.boolean(),
    /** What it was before it became what it is: open, of another customer, at another time. */
    earlier: fc.option(
      fc.record({ at: fc.integer({ min: 0, max: 40 }).map((n) => n * 12 * HOUR), isOpen: fc.boolean() }),
      { nil: undefined },
    ),
  });
  const history = fc.record({
    contacts: fc.array(contact, { minLength: 2, maxLength: 12 }),
    seed: fc.integer(),
    batches: fc.integer({ min: 1, max: 6 }),
    together: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ contacts, seed, batches, together }) => {
      await db.pool.query(
        "TRUNCATE record, conversation, measure, total, total_pending, facet_total, facet_pending, import, contact, link_pending CASCADE",
      );
      const records = contacts.flatMap(
        ({ at, customer, previous, isContained, earlier }, i): CanonicalRecord[] => {
          const body = {
            ...(customer === undefined ? {} : { customerHash: customer }),
            ...(previous === undefined ? {} : { previousConversationId: `c-${previous}` }),
          };
          const now = conversation(
            `c-${i}`,
            { ...body, startedAt: SAMPLE_START + at, outcome: isContained ? "contained" : "abandoned" },
            { version: 2 },
          );
          if (!earlier) return [now];
          const outcome = earlier.isOpen ? "open" : "contained";
          return [
            now,
            conversation(`c-${i}`, { startedAt: SAMPLE_START + earlier.at, outcome }, { version: 1 }),
          ];
        },
      );
      const shuffled =
        fc.sample(fc.shuffledSubarray(records, { minLength: records.length }), { seed, numRuns: 1 })[0] ?? [];
      const size = Math.ceil(shuffled.length / batches);
      const parts = Array.from({ length: batches }, (_, i) => shuffled.slice(i * size, (i + 1) * size));
      if (together) {
        await Promise.all(parts.map((part) => commitRecords(db, part).then(() => linkJourneys(db))));
      } else {
        for (const part of parts) {
          await commitRecords(db, part);
          await linkJourneys(db);
        }
      }
      await linkJourneys(db);
      const known = contacts.map(
        ({ at, customer, previous, isContained }, i): Known => ({
          id: `c-${i}`,
          at,
          customer,
          previous: previous === undefined ? undefined : `c-${previous}`,
          isContained,
        }),
      );
      const { durable, returns } = expected(known);
      const row = (await numbers())[0];
      expect([row?.[0], row?.[3]]).toEqual([durable, `${returns}/null`]);
      expect(await totalsDifferences(db)).toEqual([]);
    }),
    { numRuns: 40, seed: 20261122 },
  );
});
