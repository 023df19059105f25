import { expect, test } from "vitest";
import type { RawRecord } from "@/lib/demo/raw-record";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { createKeyring } from "@/lib/secrets/keyring";
import { conversationRecords, generateRecords, isEligible, type RecordPlan } from "./generate-records";

const DAY = 86_400_000_000;
const PLAN: RecordPlan = {
  seed: 7,
  source: "bench",
  conversations: 3_000,
  queryTypes: 25,
  from: Date.parse("2026-08-31") * 1000,
  span: 84 * DAY,
};
const CONTEXT = {
  keyring: createKeyring("a key for the tests of the bench".repeat(2)),
  redact,
  defaultSource: "x",
};

const records = [...generateRecords(PLAN)];

function ofType<T extends RawRecord["type"]>(type: T) {
  return records.filter((record): record is Extract<RawRecord, { type: T }> => record.type === type);
}

test("every record is one that Baton takes in whole", () => {
  const faults = records.flatMap((record) => {
    const result = normaliseRecord(JSON.parse(JSON.stringify(record)), CONTEXT);
    return result.ok && result.ignoredKeys.length === 0 ? [] : [result];
  });
  expect(faults).toEqual([]);
});

test("no two records have the same key", () => {
  const keys = records.map((record) => {
    const result = normaliseRecord(record, CONTEXT);
    if (!result.ok) throw new Error(result.rejection.message);
    const { type, source, conversationId, part } = result.record;
    return [type, source, conversationId, part].join("\n");
  });
  expect(new Set(keys).size).toBe(keys.length);
});

test("equal plans make equal records, whatever was made before; another seed makes others", () => {
  expect([...generateRecords(PLAN)]).toEqual(records);
  expect(conversationRecords(PLAN, 42)).toEqual(conversationRecords({ ...PLAN }, 42));
  expect(conversationRecords({ ...PLAN, seed: 8 }, 42)).not.toEqual(conversationRecords(PLAN, 42));
});

test("conversations come in order of time and fill the span", () => {
  const starts = ofType("conversation").map(({ startedAt }) => startedAt);
  expect(starts).toHaveLength(PLAN.conversations);
  expect(starts).toEqual([...starts].sort());
  expect(starts[0]).toBe("2026-08-31T00:00:00.000Z");
  expect(starts.at(-1)?.slice(0, 10)).toBe("2026-11-22");
});

test("everything that is measured occurs", () => {
  for (const type of ["conversation", "handoff", "survey", "context_rating", "message"] as const) {
    expect(ofType(type).length, type).toBeGreaterThan(50);
  }
  const conversations = ofType("conversation");
  const different = (key: "bot" | "botVersion" | "channel" | "language" | "queryType") =>
    new Set(conversations.flatMap((conversation) => conversation[key] ?? [])).size;
  expect(
    ["bot", "botVersion", "channel", "language", "queryType"].map((key) => different(key as "bot")),
  ).toEqual([3, 2, 4, 2, 25]);
  expect(conversations.some((conversation) => !isEligible(conversation))).toBe(true);
  expect(ofType("handoff").some(({ context }) => (context?.fields?.length ?? 0) > 1)).toBe(true);
  expect(ofType("survey").some(({ score }) => score !== undefined)).toBe(true);
  expect(ofType("context_rating").some(({ reaskedFields }) => (reaskedFields?.length ?? 0) > 0)).toBe(true);
});
