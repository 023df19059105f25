import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { compareWithRaw } from "./compare-with-raw";
import { generateRecords } from "./generate-records";
import { queryRawTables, RAW_METRICS } from "./raw-report";
import { buildRawTables } from "./raw-tables";

const DAY = 86_400_000_000;
const PERIOD = { from: "2026-09-03", to: "2026-11-15" };
const READER: Actor = { kind: "key", id: "k", name: "test", scopes: ["read"] };

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const plan = {
    seed: 3,
    source: "bench",
    conversations: 2_000,
    queryTypes: 12,
    from: Date.parse("2026-08-31") * 1000,
    span: 84 * DAY,
  };
  const lines = [...generateRecords(plan)].map((record) => `${JSON.stringify(record)}\n`);
  const services = {
    db,
    keyring: createKeyring("a key for the tests of the bench".repeat(2)),
    clock: fixedClock(Date.parse("2026-11-24") * 1000),
  };
  const { created, rejected } = await importRecords(services, {
    input: (async function* () {
      yield Buffer.from(lines.join(""));
    })(),
    format: "ndjson",
    label: "bench",
    via: "file",
    startedBy: null,
  });
  expect({ created, rejected }).toEqual({ created: lines.length, rejected: 0 });
  await committerFor(db).drain();
  const client = await db.pool.connect();
  await buildRawTables(client).finally(() => client.release());
});

afterAll(() => db.close());

async function both(channel: string | null) {
  const report = await runReport(db, READER, await loadWorkspace(db), {
    metrics: Object.keys(RAW_METRICS),
    period: PERIOD,
    by: ["query_type"],
    filters: channel === null ? [] : [{ dimension: "channel", values: [channel] }],
    compare: null,
  });
  const client = await db.pool.connect();
  const raw = await queryRawTables(client, { ...PERIOD, channel }).finally(() => client.release());
  return { report, raw };
}

test.each([null, "web_chat"])(
  "joins over raw tables give the numbers of the report (channel %s)",
  async (channel) => {
    const { report, raw } = await both(channel);
    expect(raw).toHaveLength(13);
    expect(compareWithRaw(report, raw)).toEqual([]);
  },
);

test("a difference is told", async () => {
  const { report, raw } = await both(null);
  const [first, ...others] = raw;
  if (!first) throw new Error("There are no rows.");
  const wrong = { ...first, contained: String(Number(first.contained) + 1) };
  expect(compareWithRaw(report, [wrong, ...others])).toEqual([
    expect.stringMatching(/^containment_rate of topic_001: reported \d+\/\d+, joined \d+\/\d+\.$/),
  ]);
  expect(compareWithRaw(report, others)).toEqual(["The report has 13 rows, the joins 12."]);
});
