import { afterAll, beforeAll, expect, test } from "vitest";
import { onSharedSnapshot } from "./snapshot";
import { createTestDatabase, type TestDatabase } from "./test-database";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("CREATE TABLE counted (n int)");
});

afterAll(() => db.close());

const COUNT = "SELECT count(*)::int AS n, pg_backend_pid() AS pid, pg_sleep(0.05) FROM counted";

test("reads side by side see the same, whatever is written meanwhile, and give their connections back", async () => {
  const read = await onSharedSnapshot(db.pool, 3, (snapshot) =>
    Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        snapshot.read(async (client) => {
          if (i === 0) await db.pool.query("INSERT INTO counted VALUES (1)");
          const { rows } = await client.query<{ n: number; pid: number }>(COUNT);
          return rows[0];
        }),
      ),
    ),
  );
  expect(read.map((row) => row?.n)).toEqual(Array(8).fill(0));
  const pids = new Set(read.map((row) => row?.pid));
  expect(pids.size).toBeGreaterThan(1);
  expect(pids.size).toBeLessThanOrEqual(3);
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
  const { rows } = await db.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM counted");
  expect(rows[0]?.n).toBe(1);
});

test("many snapshots at once never wait for each other for ever", async () => {
  const sums = await Promise.all(
    Array.from({ length: 40 }, () =>
      onSharedSnapshot(db.pool, 3, async (snapshot) => {
        const rows = await Promise.all(
          [1, 2, 3, 4].map((n) =>
            snapshot.read((client) => client.query<{ n: number }>("SELECT $1::int AS n", [n])),
          ),
        );
        return rows.reduce((sum, found) => sum + (found.rows[0]?.n ?? 0), 0);
      }),
    ),
  );
  expect(sums).toEqual(Array(40).fill(10));
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
});

test("a read that fails ends the snapshot and leaves usable connections", async () => {
  const failing = onSharedSnapshot(db.pool, 2, (snapshot) =>
    Promise.all([
      snapshot.read((client) => client.query("SELECT pg_sleep(0.05)")),
      snapshot.read((client) => client.query("SELECT 1 / 0")),
      snapshot.read((client) => client.query("SELECT 1")),
    ]),
  );
  await expect(failing).rejects.toThrow("division by zero");
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
  await db.pool.query("INSERT INTO counted VALUES (2)");
});
