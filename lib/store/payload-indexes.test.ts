import { afterAll, beforeAll, expect, test } from "vitest";
import { listPayloads, payloadIds } from "./connection-payloads";
import { heldAndArrived, leftWaiting } from "./held-payloads";
import { createTestDatabase, type TestDatabase } from "./test-database";
import { listWaiting } from "./waiting";

/** So many payloads that a plan which reads them all shows. */
const PAYLOADS = 100_000;
const CONNECTION = "00000000-0000-4000-8000-000000000001";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    `INSERT INTO connection (id, name, platform, source, options, created_at)
     VALUES ('${CONNECTION}', 'chat', 'chatwoot', 'chat', '{}', now())`,
  );
  // Every 20,000th was not understood, some more were never mapped.
  await db.pool.query(
    `INSERT INTO connection_payload (connection_id, digest, received_at, last_delivered_at, format, size, body, state, problem_list)
     SELECT '${CONNECTION}', n::text, now() - make_interval(secs => n), now(), 'json', 1, '\\x00',
            (CASE WHEN n % 20000 = 7 THEN 'error' WHEN n % 10000 = 9 THEN 'waiting' ELSE 'understood' END)::payload_state, '[]'
     FROM generate_series(1, ${PAYLOADS}) AS n`,
  );
  await db.pool.query(
    `INSERT INTO connection_payload_conversation (payload_id, source, external_id, held)
     SELECT id, 'chat', digest, digest::int % 25000 = 1 FROM connection_payload`,
  );
  await db.pool.query(
    `INSERT INTO conversation (source, external_id, arrived)
     SELECT CASE WHEN n % 5000 = 0 THEN 'rare' ELSE 'chat' END, n::text, n > 60000 FROM generate_series(1, ${PAYLOADS}) AS n`,
  );
  await db.pool.query("ANALYZE connection_payload, connection_payload_conversation, conversation");
}, 120_000);
afterAll(() => db.close());

/** What a question reads: each index and table scanned, with the rows that went through it. */
async function plansOf(ask: (pool: TestDatabase["pool"]) => Promise<unknown>): Promise<string> {
  let plan = "";
  const query = async (text: string, values: readonly unknown[]) => {
    const { rows } = await db.pool.query<{ "QUERY PLAN": string }>(
      `EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF, SUMMARY OFF) ${text}`,
      [...values],
    );
    plan += rows.map((row) => row["QUERY PLAN"]).join("\n");
    return { rows: [], rowCount: 0 };
  };
  await ask(Object.assign(Object.create(db.pool), { query }));
  return plan;
}

test("payloads with a rare outcome are found by their index, on any page", async () => {
  const first = await listPayloads(db.pool, CONNECTION, { state: "error", limit: 2 });
  expect(first).toHaveLength(2);
  const before = first[1]?.id;
  const rest = await listPayloads(db.pool, CONNECTION, { state: "error", limit: 10, before });
  expect(rest).toHaveLength(3);
  for (const choice of [{}, { before }]) {
    const plan = await plansOf((pool) =>
      listPayloads(pool, CONNECTION, { state: "error", limit: 31, ...choice }),
    );
    expect(plan).toMatch(/Index Scan using connection_payload_by_state/);
    expect(plan).not.toMatch(/Seq Scan|Rows Removed by Filter|Sort Key/);
  }
});

test("payloads are gone through in the order of receipt, each once, page by page", async () => {
  const states = ["error", "waiting"] as const;
  const expected = Array.from({ length: PAYLOADS }, (_, i) => i + 1)
    .filter((n) => n % 20000 === 7 || n % 10000 === 9)
    .map(String);
  const found: string[] = [];
  for (let after = "0"; ; ) {
    const page = await payloadIds(db.pool, CONNECTION, { since: new Date(0), states, after, limit: 2 });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
  }
  expect(found).toEqual(expected);
});

test("what was never mapped and what is held is found without reading the rest", async () => {
  const left = await plansOf((pool) => leftWaiting(pool, new Date(Date.UTC(2099, 0)), 200));
  expect(left).toMatch(/connection_payload_waiting/);
  expect(left).not.toMatch(/Seq Scan|Rows Removed by Filter/);
  expect((await heldAndArrived(db.pool, "0", 200)).length).toBeGreaterThan(0);
  const held = await plansOf((pool) => heldAndArrived(pool, "0", 200));
  expect(held).toMatch(/connection_payload_conversation_held/);
  expect(held).not.toMatch(/Seq Scan/);
});

test("what waits under a rare source is found without reading what waits under others", async () => {
  const plan = await plansOf((pool) => listWaiting(pool, "rare", { conversation: "1", record: "1" }, 51));
  expect(plan).toMatch(/conversation_waiting_by_source/);
  expect(plan).not.toMatch(/Seq Scan on conversation/);
});
