import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { clientAddress } from "./client-address";
import { RateLimit, rateHeaders } from "./rate-limit";
import { RateLimits } from "./rate-limits";

class MovingClock implements Clock {
  milliseconds = Date.UTC(2026, 10, 16, 12, 0, 18);
  now = () => this.milliseconds * 1000;
}

const limitOf = (limit: number, clock = new MovingClock()) =>
  new RateLimit({ name: "requests", limit, windowSeconds: 60 }, clock);

describe("a rate limit", () => {
  it("counts down each subject by itself, refuses what is too much, and begins anew with the next window", () => {
    const clock = new MovingClock();
    const limit = limitOf(2, clock);
    expect(limit.take("a")).toMatchObject({ remaining: 1, resetSeconds: 42, exceeded: false });
    expect(limit.take("a")).toMatchObject({ remaining: 0, exceeded: false });
    expect(limit.take("a")).toMatchObject({ remaining: 0, exceeded: true });
    expect(limit.look("a")?.exceeded).toBe(true);
    expect(limit.take("b")).toMatchObject({ remaining: 1, exceeded: false });
    clock.milliseconds += 41_999;
    expect(limit.take("a")).toMatchObject({ exceeded: true, resetSeconds: 1 });
    clock.milliseconds += 1;
    expect(limit.take("a")).toMatchObject({ remaining: 1, exceeded: false, resetSeconds: 60 });
  });

  it("is none at 0", () => {
    expect(limitOf(0).take("a")).toBeNull();
  });

  it("is told in the fields of the draft", () => {
    const state = limitOf(100).take("a");
    expect(state && rateHeaders(state)).toEqual([
      ["RateLimit-Policy", '"requests";q=100;w=60'],
      ["RateLimit", '"requests";r=99;t=42'],
    ]);
  });

  it("does not fill the memory with made-up subjects", () => {
    const limit = limitOf(5);
    for (let i = 0; i < 60_000; i += 1) limit.take(`s${i}`);
    expect(limit.takeUntold()).toHaveLength(50_000);
  });
});

describe("several processes", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it("learn from each other, without a question to the database at each use", async () => {
    const clock = new MovingClock();
    const variables = { RATE_LIMIT_REQUESTS: "10" };
    const [one, two] = [new RateLimits(variables, clock), new RateLimits(variables, clock)];
    for (let i = 0; i < 6; i += 1) one.requests.take("k");
    for (let i = 0; i < 3; i += 1) two.requests.take("k");
    await one.share(db);
    await two.share(db);
    // Two has learned of the six; one learns of the three at its next use.
    expect(two.requests.take("k")).toMatchObject({ remaining: 0, exceeded: false });
    expect(two.requests.take("k")).toMatchObject({ exceeded: true });
    one.requests.take("k");
    await one.share(db);
    expect(one.requests.look("k")).toMatchObject({ remaining: 0 });
    await two.share(db);
    expect(two.requests.look("k")?.exceeded).toBe(true);
    const { rows } = await db.pool.query("SELECT subject, used FROM rate_use");
    expect(rows).toEqual([{ subject: "requests:k", used: "11" }]);
    clock.milliseconds += 60_000;
    expect(two.requests.take("k")).toMatchObject({ remaining: 9 });
  });

  it("send nothing when nothing was used", async () => {
    const closed = { pool: { query: () => Promise.reject(new Error("asked")) } };
    await new RateLimits({}, new MovingClock()).share(closed as unknown as TestDatabase);
  });
});

describe("the address of a client", () => {
  const address = (headers: HeadersInit, proxies?: string) =>
    clientAddress(new Headers(headers), { TRUSTED_PROXIES: proxies });
  const peer = { "x-baton-peer": "::ffff:10.1.2.3", "x-forwarded-for": "6.6.6.6, 203.0.113.9" };

  it("is the other end of the connection, whatever is said to be passed on", () => {
    expect(address(peer)).toBe("10.1.2.3");
    expect(address({})).toBe("unknown");
  });
  it("is what the trusted proxies saw", () => {
    expect(address(peer, "1")).toBe("203.0.113.9");
    expect(address(peer, "2")).toBe("6.6.6.6");
    expect(address({ "x-baton-peer": "10.0.0.1" }, "1")).toBe("10.0.0.1");
  });
  it.each([
    ["2001:db8:0:7:1::5", "2001:db8:0:7::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("takes %s for its network", (given, network) => {
    expect(address({ "x-baton-peer": given })).toBe(network);
  });
});
