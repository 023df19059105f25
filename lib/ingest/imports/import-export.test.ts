import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { connectorOf } from "@/lib/ingest/connectors/registry";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { importExport } from "./import-export";

const keyring = createKeyring("a master key for the tests of exports, long enough");
const clock = fixedClock(Date.UTC(2026, 10, 22, 12) * 1000);

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());

function take(platform: string, body: unknown, options = {}) {
  const connector = connectorOf(platform);
  if (!connector) throw new Error(`No platform ${platform}.`);
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return importExport(
    { db, keyring, clock },
    { connector, source: platform, options, label: "file", format: "json", bytes },
  );
}

test("an export is taken in as one import, and again changes nothing", async () => {
  const sample = readFileSync("lib/ingest/connectors/fixtures/copilot-studio-transcript.json", "utf8");
  const first = await take("copilot-studio", sample);
  expect(first).toMatchObject({ understood: 0, tests: 1, notBot: 0, problems: [], rejections: [] });
  expect(first.counts.created).toBeGreaterThan(3);
  const again = await take("copilot-studio", sample);
  expect(again.counts).toMatchObject({ created: 0, updated: 0, rejected: 0 });
});

test("what tells of no bot is counted and left out, until its conversation is known", async () => {
  const answers = [{ id: 1, rating: 4, conversation_id: 7, created_at: 1_780_001_000 }];
  expect(await take("chatwoot", answers)).toMatchObject({ understood: 0, notBot: 1, importId: null });
  await take("chatwoot", [
    { name: "conversation_bot_handoff", conversation_id: 7, event_end_time: 1_780_000_060 },
  ]);
  expect(await take("chatwoot", answers)).toMatchObject({ understood: 1, notBot: 0 });
});

test("a file that cannot be read is a problem, not a failure", async () => {
  const result = await take("rasa", "{");
  expect(result.problems).toEqual([{ where: "payload", message: "The payload is not JSON." }]);
});
