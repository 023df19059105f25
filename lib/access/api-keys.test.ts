import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { createApiKey, KeyRing, listApiKeys, revokeApiKey } from "./api-keys";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

class MovingClock implements Clock {
  milliseconds = Date.UTC(2026, 10, 16, 12);
  now = () => this.milliseconds * 1000;
}

const make = (name: string, scopes = ["read", "ingest"]) => createApiKey(db, { name, scopes });

describe("API keys", () => {
  it("are random, shown once, and kept as a hash", async () => {
    const { key, stored } = await make("bot platform");
    expect(key).toMatch(/^baton_[A-Za-z0-9_-]{43}$/);
    expect(stored).toMatchObject({
      name: "bot platform",
      prefix: key.slice(0, 12),
      scopes: ["ingest", "read"],
    });
    const { rows } = await db.pool.query("SELECT api_key::text AS row FROM api_key");
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await listApiKeys(db))[0]).toMatchObject({ id: stored.id, lastUsedAt: null, revokedAt: null });
  });

  it.each([
    ["", ["read"]],
    ["x".repeat(101), ["read"]],
    ["x", []],
    ["x", ["read", "everything"]],
  ])("are refused with the name %s and the scopes %j", async (name, scopes) => {
    await expect(make(name, scopes)).rejects.toMatchObject({ code: "invalid_value" });
  });

  it("are recognised, and unknown ones are not", async () => {
    const { key, stored } = await make("k");
    const ring = new KeyRing(db);
    expect(await ring.actorOf(key)).toEqual({
      kind: "key",
      id: stored.id,
      name: "k",
      scopes: ["ingest", "read"],
    });
    expect(await ring.actorOf(`${key}x`)).toBeNull();
    expect(await ring.actorOf("")).toBeNull();
  });

  it("stop working within a second of being revoked", async () => {
    const { key, stored } = await make("k");
    const clock = new MovingClock();
    const ring = new KeyRing(db, clock);
    expect(await ring.actorOf(key)).not.toBeNull();
    await revokeApiKey(db, stored.id);
    clock.milliseconds += 1000;
    expect(await ring.actorOf(key)).toBeNull();
    await expect(revokeApiKey(db, stored.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeApiKey(db, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  });

  it("cost one look into the database a second, however many requests come at once", async () => {
    const { key } = await make("k");
    const ring = new KeyRing(db);
    const first = ring.actorOf(key);
    expect(ring.actorOf(key)).toBe(first);
    await first;
    expect(ring.actorOf(key)).toBe(first);
  });

  it("note their use at most once a minute", async () => {
    const { key, stored } = await make("k");
    const clock = new MovingClock();
    const ring = new KeyRing(db, clock);
    const start = clock.milliseconds;
    const lastUsed = async () =>
      (await listApiKeys(db)).find((one) => one.id === stored.id)?.lastUsedAt?.getTime();

    await ring.actorOf(key);
    await expect.poll(lastUsed).toBe(start);
    clock.milliseconds = start + 59_000;
    await ring.actorOf(key);
    clock.milliseconds = start + 61_000;
    await ring.actorOf(key);
    await expect.poll(lastUsed).toBe(start + 61_000);
  });
});
