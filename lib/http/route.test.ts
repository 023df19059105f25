import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { Actor, KeyActor, PersonActor } from "@/lib/access/actor";
import { RateLimits } from "@/lib/access/rate-limits";
import { requireSameOrigin } from "@/lib/access/same-origin";
import { AppError } from "@/lib/domain/app-error";
import { openApiDocument } from "./openapi";
import { commaList } from "./query";
import { declareRoute, jsonResponse } from "./route";
import { serve } from "./serve";

const manager: PersonActor = {
  kind: "person",
  id: "m",
  name: "M",
  email: "m@example.org",
  role: "manager",
  agents: [],
};
const reader: KeyActor = { kind: "key", id: "k", name: "K", scopes: ["read"] };
const as = (actor: Actor) => async () => actor;

const getThing = declareRoute({
  method: "GET",
  path: "/api/v1/things/{source}/{id}",
  summary: "One thing",
  action: "view_reports",
  params: z.object({ source: z.string(), id: z.string() }),
  query: z.object({
    metrics: commaList(z.enum(["a", "b"])).optional(),
    tag: z.array(z.string()).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    format: z.enum(["json", "csv"]).default("json"),
  }),
  output: z.object({ params: z.unknown(), query: z.unknown(), name: z.string() }),
  answers: { 200: { description: "The thing", content: { "text/csv": null } } },
  async handler({ actor, params, query }) {
    expectTypeOf(actor).toEqualTypeOf<Actor>();
    expectTypeOf(params.id).toEqualTypeOf<string>();
    expectTypeOf(query.limit).toEqualTypeOf<number>();
    return query.format === "csv"
      ? new Response("a,b\n", { headers: { "Content-Type": "text/csv" } })
      : { params, query, name: actor.name };
  },
});

const postThing = declareRoute({
  method: "POST",
  path: "/api/v1/things/{source}/{id}",
  summary: "Change one thing",
  action: "manage_settings",
  body: z.object({ name: z.string().max(5), kind: z.enum(["x", "y"]) }),
  output: z.object({ name: z.string() }),
  async handler({ body }) {
    if (body.name === "boom") throw new Error("secret detail");
    return jsonResponse({ name: body.name }, { status: 201 });
  },
});

const url = (query = "") => `http://localhost/api/v1/things/bot/a%2Fb${query}`;
const get = (query = "", actor: Actor = manager) => getThing.answer(new Request(url(query)), as(actor));
const post = (body: BodyInit, headers: HeadersInit = { "Content-Type": "application/json" }) =>
  postThing.answer(
    new Request(url(), { method: "POST", body, headers }),
    as({ ...manager, role: "administrator" }),
  );

describe("a declared route", () => {
  it("hands the handler what is checked and parsed, and answers JSON that nobody caches", async () => {
    const response = await get("?metrics=a,b&tag=1&tag=2&limit=5");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      params: { source: "bot", id: "a/b" },
      query: { metrics: ["a", "b"], tag: ["1", "2"], limit: 5, format: "json" },
      name: "M",
    });
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it("passes on a finished response, with the safe headers", async () => {
    const response = await get("?format=csv");
    expect(response.headers.get("Content-Type")).toBe("text/csv");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it.each([
    [
      "?colour=red",
      { code: "unknown_parameter", parameter: "colour", allowed: ["metrics", "tag", "limit", "format"] },
    ],
    ["?limit=1&limit=2", { code: "repeated_parameter", parameter: "limit" }],
    ["?format=xml", { code: "invalid_value", parameter: "format", allowed: ["json", "csv"] }],
    ["?metrics=a,c", { code: "invalid_value", parameter: "metrics", allowed: ["a", "b"] }],
    ["?limit=many", { code: "invalid_value", detail: "limit must be a number." }],
    ["?limit=101", { code: "invalid_value", detail: "limit must be at most 100." }],
  ])("refuses the query %s", async (query, expected) => {
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject(expected);
  });

  it("refuses whoever may not, saying who may", async () => {
    const person = await get("", { ...manager, role: "agent" });
    expect(person.status).toBe(403);
    expect(await person.json()).toMatchObject({
      code: "forbidden",
      detail:
        "Reports are open to bot designers, managers and administrators. You are signed in as an agent.",
    });
    const key = await get("", { ...reader, scopes: ["ingest"] });
    expect(key.status).toBe(403);
    expect((await key.json()).detail).toBe(
      "This takes an API key with the scope read. This key has the scope ingest.",
    );
  });

  it("says 401, with the way in, when nobody is there", async () => {
    const response = await getThing.answer(new Request(url()), async () => {
      throw new AppError("unauthenticated", "Sign in.");
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toContain("Bearer");
  });

  it.each([
    ["{", "application/json", 400, { code: "malformed_body" }],
    [new Uint8Array([0x22, 0xff, 0x22]), "application/json", 400, { code: "malformed_body" }],
    ["{}", "text/plain", 415, { code: "unsupported_media_type", allowed: ["application/json"] }],
    [`"${"x".repeat(1_100_000)}"`, "application/json", 413, { code: "too_large" }],
    ["{}", "application/json", 400, { code: "missing_value", pointer: "/name", detail: "/name is missing." }],
    [
      '{"name":"a","kind":"z"}',
      "application/json; charset=utf-8",
      400,
      { code: "invalid_value", pointer: "/kind", allowed: ["x", "y"] },
    ],
    ["[]", "application/json", 400, { code: "invalid_value", detail: "The body must be an object." }],
  ])("refuses the body %s", async (body, type, status, expected) => {
    const response = await post(body, { "Content-Type": type });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(expected);
  });

  it("hides an unexpected error and names its line in the log", async () => {
    const logged: string[] = [];
    const original = console.error;
    console.error = (line: string) => logged.push(line);
    try {
      const response = await post('{"name":"boom","kind":"x"}');
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).not.toContain("secret");
      expect(logged[0]).toContain("secret detail");
      expect(logged[0]).toContain(JSON.parse(text).id);
    } finally {
      console.error = original;
    }
  });

  it("lets the handler choose the status", async () => {
    const response = await post('{"name":"a","kind":"x"}');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: "a" });
  });
});

describe("serve", () => {
  const handlers = serve([getThing, postThing], as(manager));

  it("answers HEAD without a body, OPTIONS with what is allowed, and other methods with 405", async () => {
    const head = await handlers.HEAD(new Request(url(), { method: "HEAD" }));
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const options = await handlers.OPTIONS(new Request(url(), { method: "OPTIONS" }));
    expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, POST, HEAD, OPTIONS"]);
    const put = await handlers.PUT(new Request(url(), { method: "PUT" }));
    expect([put.status, put.headers.get("Allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
  });
});

describe("rate limits", () => {
  const clock = { now: () => Date.UTC(2026, 10, 16, 12, 0, 18) * 1000 };

  it("are told with every answer to a key, and refuse what is too much with 429 and Retry-After", async () => {
    const limits = new RateLimits({ RATE_LIMIT_REQUESTS: "2" }, clock);
    const ask = (actor: Actor) => getThing.answer(new Request(url()), as(actor), limits);
    const first = await ask(reader);
    expect(first.headers.get("RateLimit-Policy")).toBe('"requests";q=2;w=60');
    expect(first.headers.get("RateLimit")).toBe('"requests";r=1;t=42');
    const refused = await ask({ ...reader, scopes: ["ingest"] });
    expect([refused.status, refused.headers.get("RateLimit")]).toEqual([403, '"requests";r=0;t=42']);
    const third = await ask(reader);
    expect(third.status).toBe(429);
    expect(third.headers.get("Retry-After")).toBe("42");
    expect(await third.json()).toMatchObject({
      code: "too_many_requests",
      detail: "Too many requests with this key: more than 2 in 60 seconds. Try again in 42 seconds.",
      retryAfter: 42,
    });
    const person = await ask(manager);
    expect([person.status, person.headers.get("RateLimit")]).toEqual([200, null]);
  });
});

describe("the Origin check", () => {
  const check = (method: string, headers: HeadersInit, publicUrl?: string) => () =>
    requireSameOrigin(method, new Headers(headers), publicUrl);

  it("takes reading requests from anywhere", () => {
    expect(check("GET", { origin: "https://evil.example", host: "baton.example" })).not.toThrow();
  });
  it.each([
    [{ origin: "http://baton.example", host: "baton.example" }],
    [{ origin: "https://baton.example:8443", host: "baton.example:8443" }],
  ])("takes a change from the host that was asked: %j", (headers) => {
    expect(check("POST", headers)).not.toThrow();
  });
  it("takes a change from the public address, whatever host a proxy passes on", () => {
    expect(
      check("POST", { origin: "https://baton.example", host: "10.0.0.1:3000" }, "https://baton.example/"),
    ).not.toThrow();
  });
  it.each([
    [{ host: "baton.example" }],
    [{ origin: "null", host: "baton.example" }],
    [{ origin: "https://evil.example", host: "baton.example" }],
    [{ origin: "https://baton.example.evil.example", host: "baton.example" }],
    [{ origin: "https://baton.example:444", host: "baton.example" }],
    [{ origin: "file://baton.example", host: "baton.example" }],
  ])("refuses a change from %j", (headers) => {
    expect(check("POST", headers)).toThrow(expect.objectContaining({ code: "origin_refused", status: 403 }));
  });
});

describe("openapi.json", () => {
  it("describes what webhooks are sent, with their signatures", () => {
    const { webhooks } = openApiDocument([], { version: "1" });
    expect(Object.keys(webhooks as object)).toEqual([
      "review.signal",
      "review.closed",
      "import.finished",
      "source.silent",
      "webhook.test",
    ]);
    expect(webhooks).toMatchObject({
      "review.signal": {
        post: {
          operationId: "onReviewSignal",
          parameters: [
            { name: "webhook-id", in: "header" },
            { name: "webhook-timestamp", in: "header" },
            { name: "webhook-signature", in: "header" },
          ],
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  required: ["type", "timestamp", "data"],
                  properties: {
                    type: { const: "review.signal" },
                    data: {
                      properties: {
                        metric: { type: "string" },
                        rule: { enum: ["change", "outside", "run"] },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  it("describes the routes by the schemas that check them", () => {
    const document = openApiDocument([getThing, postThing], { version: "1" });
    expect(document).toMatchObject({
      openapi: "3.1.1",
      paths: {
        "/api/v1/things/{source}/{id}": {
          get: {
            operationId: "getThingsBySourceById",
            security: [{ apiKey: ["read"] }, { session: ["designer", "manager", "administrator"] }],
            parameters: [
              { name: "source", in: "path", required: true },
              { name: "id", in: "path", required: true },
              {
                name: "metrics",
                in: "query",
                explode: false,
                schema: { type: "array", items: { enum: ["a", "b"] } },
              },
              { name: "tag", in: "query", explode: true },
              { name: "limit", schema: { type: "integer", minimum: 1, maximum: 100, default: 20 } },
              { name: "format", schema: { enum: ["json", "csv"] } },
            ],
            responses: {
              200: { content: { "application/json": { schema: { type: "object" } }, "text/csv": {} } },
            },
          },
          post: {
            security: [{ session: ["administrator"] }],
            requestBody: { content: { "application/json": { schema: { required: ["name", "kind"] } } } },
          },
        },
      },
    });
  });
});
