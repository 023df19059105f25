import { createReadStream } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { linkJourneys } from "@/lib/ingest/measure/link-journeys";
import { changeTimeZone } from "@/lib/ingest/measure/measure-again";
import { ensureRatingSample } from "@/lib/ingest/ratings/rating-sample";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { everyNumber } from "@/lib/reports/report/sample-numbers";
import { createKeyring, type Keyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { exportRecords } from "./export-records";

const GOLDEN = path.resolve(import.meta.dirname, "../../../e2e/golden/records.ndjson");
const keyring = createKeyring("a key of at least thirty-two characters");
const otherKeyring = createKeyring("another key of at least thirty-two characters");
const clock = fixedClock(Date.UTC(2026, 10, 20) * 1000);

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  for (const db of [first, second]) {
    await ensureCurrentGeneration(db, "UTC");
    await ensureRatingSample(db, keyring);
  }
});
afterAll(() => Promise.all([first.close(), second.close()]));

async function take(db: TestDatabase, input: AsyncIterable<Uint8Array>, by: Keyring = keyring) {
  const services = { db, keyring: by, clock };
  const result = await importRecords(services, {
    input,
    format: "ndjson",
    label: "x",
    via: "file",
    startedBy: null,
  });
  await committerFor(db).drain();
  await linkJourneys(db);
  return result;
}

async function exported(db: TestDatabase, days?: Parameters<typeof exportRecords>[2]): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of exportRecords(db, keyring, days)) lines.push(...page.lines.trimEnd().split("\n"));
  return lines;
}

async function* bytes(lines: readonly string[]) {
  yield Buffer.from(lines.join("\n"));
}

test("what is exported and imported again gives the same numbers, also in another time zone, and exports the same", async () => {
  await take(first, createReadStream(GOLDEN));
  // Hashes, texts that were redacted, and a version of every kind.
  await take(
    first,
    bytes([
      '{"type":"conversation","source":"s","conversationId":"x-1","startedAt":"2026-10-12T08:00:00.123456Z","customerRef":"anna","channel":"fax","plan":"gold","updatedAt":"2026-10-12T09:00:00.5Z","language":"de"}',
      '{"type":"conversation","source":"s","conversationId":"x-2","startedAt":"2026-10-13T08:00:00Z","customerRef":"anna","previousConversationId":"x-1"}',
      '{"type":"handoff","source":"s","conversationId":"x-1","reason":"ESC 7","status":"connected","agentId":"a-1","context":{"summary":"Order 4421-77 of anna@example.org","attempted":["a","b"],"fields":[{"name":"order_reference","value":"4421-77","passed":"none","reasked":true}]}}',
      '{"type":"message","source":"s","conversationId":"x-1","sequence":3,"sender":"customer","text":"It is 442177, call +44 20 7946 0958"}',
      '{"type":"context_rating","source":"s","conversationId":"x-1","usefulness":"partly","reaskedFields":[],"ratedAt":"2026-10-12T10:00:00Z","comment":"ok"}',
      '{"type":"survey","source":"s","conversationId":"waits","score":3,"comment":"waits for its conversation"}',
    ]),
  );
  const lines = await exported(first);
  const text = lines.join("\n");
  for (const clear of ["anna", "4421-77", "442177", "7946"]) expect(text).not.toContain(clear);
  expect(text).toContain("[order_reference]");

  const again = await take(second, bytes(lines));
  expect(again).toMatchObject({ received: lines.length, rejected: 0, problem: null });
  expect([...again.ignoredKeys]).toEqual([]);
  expect(await exported(second)).toHaveLength(lines.length);
  expect(new Set(await exported(second))).toEqual(new Set(lines));
  expect(await everyNumber(second)).toBe(await everyNumber(first));
  for (const db of [first, second]) {
    expect(await totalsDifferences(db)).toEqual([]);
  }
  // The same customer, sent anew, is recognised: the hash is the same.
  expect(
    await take(
      second,
      bytes([
        '{"type":"conversation","source":"s","conversationId":"x-2","startedAt":"2026-10-13T08:00:00Z","customerRef":"anna"}',
      ]),
    ),
  ).toMatchObject({ unchanged: 1 });

  await changeTimeZone(first, "Asia/Kathmandu");
  await changeTimeZone(second, "Asia/Kathmandu");
  expect(await everyNumber(second)).toBe(await everyNumber(first));
});

test("some days can be exported by themselves", async () => {
  const all = await exported(first);
  const day = await exported(first, { from: "2026-10-13", to: "2026-10-13" });
  const rest = [
    ...(await exported(first, { from: null, to: "2026-10-12" })),
    ...(await exported(first, { from: "2026-10-14", to: null })),
  ];
  expect(day.some((line) => line.includes('"x-2"'))).toBe(true);
  // What waits began on no day.
  const waiting = all.filter((line) => ![...day, ...rest].includes(line));
  expect(waiting.some((line) => line.includes('"waits"'))).toBe(true);
  expect(day.length + rest.length + waiting.length).toBe(all.length);
});

test("under another key hashes are refused with a clear error, and everything else is taken", async () => {
  const hashed = (await exported(first)).filter((line) => line.includes('"conversationId":"x-1"'));
  const result = await take(second, bytes(hashed), otherKeyring);
  expect(result.rejections).toMatchObject([
    { code: "other_key", path: "/customerHash", message: expect.stringContaining("another key") },
    { code: "other_key", path: "/context/fields/0/valueHash" },
    { code: "other_key", path: "/fingerprints" },
  ]);
  expect(result.rejected).toBe(3);
});
