import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitBatch } from "@/lib/ingest/commit/commit-batch";
import { arbitraryRecords } from "@/lib/ingest/samples/arbitrary-records";
import { conversation, submissionOf, survey } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { everyNumber } from "@/lib/reports/report/sample-numbers";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { readSourceHours } from "@/lib/store/source-hours";
import { readSourceRules } from "@/lib/store/source-rules";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { importRecords } from "./import-records";
import { addSourceRule, applySourceRules, removeSourceRule } from "./source-rules";
import { beginRedo, beginUndo, undoNext } from "./undo-import";

const VIEWS = [[], ["source", "reason"], ["queue"]] as const;
const AT = new Date("2026-11-20T08:00:00Z");
const keyring = createKeyring("a key that only the tests use, of many characters", 1);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());

async function empty(): Promise<void> {
  await db.pool.query(
    `TRUNCATE contact, link_pending, record, undone_record, undo_step, conversation, agent_conversation, raw_reason,
     data_finding, source_rule, source_hour, measure, total, total_pending, facet_total, facet_pending, import CASCADE`,
  );
}

async function commit(records: readonly CanonicalRecord[], id: string = randomUUID()): Promise<string> {
  await commitBatch(db, [submissionOf(records, { importId: id })]);
  return id;
}

async function join(sent: string, source: string): Promise<void> {
  await addSourceRule({ db }, { sent, source, by: "Ruth", at: AT });
  await applySourceRules({ db, keyring });
}

async function end(): Promise<void> {
  const [rule] = await readSourceRules(db.pool);
  await removeSourceRule({ db }, { id: rule?.id ?? "", by: "Ruth", at: AT });
  await applySourceRules({ db, keyring });
}

/** Everything that follows from the log besides the numbers. */
async function around(): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT c.source, c.external_id, c.arrived,
            array(SELECT a.agent_id FROM agent_conversation AS a WHERE a.conversation_id = c.id ORDER BY 1) AS agents,
            array(SELECT r.raw || r.hand_offs FROM raw_reason AS r WHERE r.conversation_id = c.id ORDER BY 1) AS raw,
            array(SELECT f.kind || coalesce(f.seconds, 0) FROM data_finding AS f WHERE f.conversation_id = c.id ORDER BY 1) AS wrong
     FROM conversation AS c ORDER BY c.source COLLATE "C", c.external_id COLLATE "C"`,
  );
  return rows;
}

test("joined sources give the numbers of records that came under the right source, in whichever order; ended, those before", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryRecords(40).filter((records) => records.length > 3),
      fc.boolean(),
      async (records, later) => {
        // One source alone, so that what is sent elsewhere has only one home.
        const right = records.map((record) => ({ ...record, source: "bot-a" }) as CanonicalRecord);
        const parts = [0, 1, 2].map((which) => right.filter((_, i) => i % 3 === which));
        const elsewhere = (part: readonly CanonicalRecord[]) =>
          part.map((record) =>
            record.type === "conversation" ? record : ({ ...record, source: "tool" } as CanonicalRecord),
          );
        const underRule = (part: readonly CanonicalRecord[]) =>
          part.map((record) =>
            record.type === "conversation" ? record : ({ ...record, sentAs: "tool" } as CanonicalRecord),
          );
        await empty();
        for (const part of parts) await commit(part);
        const [numbers, rest] = [await everyNumber(db, VIEWS), await around()];
        await empty();
        for (const part of parts) await commit(elsewhere(part));
        const [apart, restApart] = [await everyNumber(db, VIEWS), await around()];

        await empty();
        const ids: string[] = [];
        for (const part of parts.slice(0, 2)) ids.push(await commit(elsewhere(part)));
        if (later) await commit(elsewhere(parts[2] ?? []));
        await join("tool", "bot-a");
        if (!later) await commit(underRule(parts[2] ?? []));
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(numbers);
        expect(await around()).toEqual(rest);

        // An import whose records were moved is undone, and put back, like any other.
        const undone = ids[1] ?? "";
        await beginUndo(db, undone, "Ruth");
        while (await undoNext(db, undone, 3));
        await beginRedo(db, undone);
        while (await undoNext(db, undone, 3));
        expect(await everyNumber(db, VIEWS)).toBe(numbers);

        await end();
        expect(await totalsDifferences(db)).toEqual([]);
        expect(await everyNumber(db, VIEWS)).toBe(apart);
        expect(await around()).toEqual(restApart);
      },
    ),
    { numRuns: 8, seed: 20261122, endOnFailure: true },
  );
});

test("records come in under the rule by themselves, count for the source that sent them, and keyed ones are not moved", async () => {
  await empty();
  const send = async (...records: object[]) =>
    importRecords(
      { db, keyring, clock: { now: () => AT.getTime() * 1000 } },
      {
        input: (async function* () {
          yield Buffer.from(JSON.stringify(records));
        })(),
        format: "json",
        label: "test",
        via: "api",
        startedBy: null,
      },
    );
  await send(
    { type: "conversation", source: "bot-a", conversationId: "c-1", startedAt: "2026-11-19T09:00:00Z" },
    { type: "survey", source: "tool", conversationId: "c-1", score: 4, comment: "About 4711-0815." },
    {
      type: "handoff",
      source: "bot-a",
      conversationId: "c-1",
      context: { fields: [{ name: "order", value: "4711-0815" }] },
    },
    {
      type: "handoff",
      source: "tool",
      conversationId: "c-2",
      context: { fields: [{ name: "order", value: "4711-0816" }] },
    },
    { type: "survey", source: "tool", conversationId: "c-3", score: 9, scaleMin: 1, scaleMax: 5 },
  );
  await join("tool", "bot-a");
  await send({ type: "survey", source: "tool", conversationId: "c-4", score: 5 });
  const { rows } = await db.pool.query(
    `SELECT c.source, c.external_id AS id, r.type, r.sent_as AS "sentAs", r.body->>'comment' AS comment
     FROM record AS r JOIN conversation AS c ON c.id = r.conversation_id WHERE r.type <> 'conversation' ORDER BY r.id`,
  );
  expect(rows).toEqual([
    { source: "bot-a", id: "c-1", type: "survey", sentAs: "tool", comment: "About [order]." },
    { source: "bot-a", id: "c-1", type: "handoff", sentAs: null, comment: null },
    { source: "tool", id: "c-2", type: "handoff", sentAs: null, comment: null },
    { source: "bot-a", id: "c-4", type: "survey", sentAs: "tool", comment: null },
  ]);
  const hours = await readSourceHours(db.pool, new Date(0));
  const sum = (source: string, type: string, what: "received" | "created" | "refused") =>
    hours.reduce((n, h) => (h.source === source && h.type === type ? n + h[what] : n), 0);
  expect([
    sum("tool", "survey", "received"),
    sum("tool", "survey", "created"),
    sum("tool", "survey", "refused"),
  ]).toEqual([3, 2, 1]);
  expect(sum("bot-a", "conversation", "created")).toBe(1);
});

test("rules do not follow each other, and of one source only one holds", async () => {
  await empty();
  await commit([conversation("c-1", {}, { source: "bot-a" }), survey("c-1", {}, { source: "tool" })]);
  await join("tool", "bot-a");
  await expect(join("tool", "bot-b")).rejects.toThrow("End it first");
  await expect(join("bot-a", "bot-b")).rejects.toThrow("part of another rule");
  await expect(join("other", "tool")).rejects.toThrow("part of another rule");
  await expect(join("other", "other")).rejects.toThrow("to itself");
});
