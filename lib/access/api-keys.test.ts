import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import {
  createApiKey,
  endPreviousSecret,
  KeyRing,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "./api-keys";

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

  it("are rotated without a gap: both secrets are good for the time that was chosen", async () => {
    const clock = new MovingClock();
    const { key: old, stored } = await createApiKey(db, { name: "r", scopes: ["read"] }, clock);
    const HOUR = 3600_000;
    const { key, stored: rotated } = await rotateApiKey(db, stored.id, HOUR, clock);
    expect(key).not.toBe(old);
    expect(rotated).toMatchObject({
      id: stored.id,
      prefix: key.slice(0, 12),
      previousPrefix: old.slice(0, 12),
      previousUntil: new Date(clock.milliseconds + HOUR),
    });
    const ring = new KeyRing(db, clock);
    const actor = { kind: "key", id: stored.id, name: "r", scopes: ["read"] };
    expect(await ring.actorOf(key)).toEqual(actor);
    expect(await ring.actorOf(old)).toEqual(actor);
    const uses = async () => (await listApiKeys(db)).find((one) => one.id === stored.id);
    await expect.poll(async () => (await uses())?.previousLastUsedAt?.getTime()).toBe(clock.milliseconds);
    await expect.poll(async () => (await uses())?.lastUsedAt?.getTime()).toBe(clock.milliseconds);
    clock.milliseconds += HOUR;
    expect(await ring.actorOf(old)).toBeNull();
    expect(await ring.actorOf(key)).toEqual(actor);
  });

  it("lose the old secret before its time when that is asked for", async () => {
    const clock = new MovingClock();
    const { key: old, stored } = await createApiKey(db, { name: "r", scopes: ["read"] }, clock);
    await rotateApiKey(db, stored.id, undefined, clock);
    await endPreviousSecret(db, stored.id, clock);
    expect(await new KeyRing(db, clock).actorOf(old)).toBeNull();
    await expect(endPreviousSecret(db, stored.id, clock)).rejects.toMatchObject({ code: "not_found" });
  });

  it("cannot be rotated when they are over, nor kept for too long", async () => {
    const { stored } = await make("gone");
    await expect(rotateApiKey(db, stored.id, 91 * 24 * 3600_000)).rejects.toMatchObject({
      code: "invalid_value",
    });
    await revokeApiKey(db, stored.id);
    await expect(rotateApiKey(db, stored.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(rotateApiKey(db, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  });

  it("expire", async () => {
    const clock = new MovingClock();
    const expiresAt = new Date(clock.milliseconds + 5000);
    const { key, stored } = await createApiKey(db, { name: "short", scopes: ["read"], expiresAt }, clock);
    const ring = new KeyRing(db, clock);
    expect(await ring.actorOf(key)).not.toBeNull();
    clock.milliseconds += 5000;
    expect(await ring.actorOf(key)).toBeNull();
    await expect(rotateApiKey(db, stored.id, 0, clock)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      createApiKey(db, { name: "past", scopes: ["read"], expiresAt }, clock),
    ).rejects.toMatchObject({
      code: "invalid_value",
    });
  });
});
