import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CanonicalRecord, RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { knownValue, redact } from "@/lib/ingest/redact/redact";
import { recordInputSchemas } from "@/lib/ingest/schema/records";
import { createKeyring } from "@/lib/secrets/keyring";
import { type NormaliseContext, normaliseRecord } from "./normalise";

const keyring = createKeyring("a master key of more than thirty-two characters");
const context: NormaliseContext = { defaultSource: "default", keyring, redact };

function normalise(raw: unknown, more: Partial<NormaliseContext> = {}): CanonicalRecord {
  const result = normaliseRecord(raw, { ...context, ...more });
  if (!result.ok) throw new Error(result.rejection.message);
  return result.record;
}

/** The body without fingerprints, which the tests of lib/repeats and `fingerprints` below are about. */
function body(raw: unknown): unknown {
  return JSON.parse(
    JSON.stringify(normalise(raw).body, (key, value) =>
      key === "valueForms" || key === "fingerprints" ? undefined : value,
    ),
  );
}

function ignored(raw: unknown): readonly string[] {
  const result = normaliseRecord(raw, context);
  return result.ok ? result.ignoredKeys : ["refused"];
}

/** The refusal in short: code and place. */
function refused(raw: unknown, more: Partial<NormaliseContext> = {}): string {
  const result = normaliseRecord(raw, { ...context, ...more });
  return result.ok ? "ok" : `${result.rejection.code} ${result.rejection.path}`;
}

const START = "2026-10-12T08:00:20Z";
const MICROS = Date.UTC(2026, 9, 12, 8, 0, 20) * 1000;
const conversation = (more: object = {}) => ({
  type: "conversation",
  conversationId: "c1",
  startedAt: START,
  ...more,
});
const handoff = (more: object = {}) => ({ type: "handoff", conversationId: "c1", ...more });
const survey = (more: object = {}) => ({ type: "survey", conversationId: "c1", ...more });
const rating = (more: object = {}) => ({ type: "context_rating", conversationId: "c1", ...more });
const message = (more: object = {}) => ({ type: "message", conversationId: "c1", sequence: 1, ...more });

describe("the key of a record", () => {
  it("has defaults", () => {
    const key = (raw: unknown, more = {}) => {
      const { type, source, conversationId, part, version } = normalise(raw, more);
      return [type, source, conversationId, part, version];
    };
    expect(key(conversation())).toEqual(["conversation", "default", "c1", "", null]);
    expect(key(conversation({ source: " bot " }), { defaultSource: "file" })).toEqual([
      "conversation",
      "bot",
      "c1",
      "",
      null,
    ]);
    expect(key(handoff({ source: "" }))).toEqual(["handoff", "default", "c1", "1", null]);
    expect(key(handoff({ handoffId: "h2", updatedAt: START }))).toEqual([
      "handoff",
      "default",
      "c1",
      "h2",
      MICROS,
    ]);
    expect(key(survey())[3]).toBe("csat");
    expect(key(survey({ kind: "NPS" }))[3]).toBe("nps");
    expect(key(survey({ kind: "nps", surveyId: "s1" }))[3]).toBe("s1");
    expect(key(rating())[3]).toBe("1\u001f");
    expect(key(rating({ handoffId: "h2", agentId: "a1" }))[3]).toBe("h2\u001fa1");
    expect(key(message({ sequence: -7 }))[3]).toBe("-7");
    expect(key(message({ sequence: 1_760_256_020_123 }))[3]).toBe("1760256020123");
  });

  it("is compared exactly", () => {
    expect(normalise(conversation({ conversationId: " C-1 é " })).conversationId).toBe("C-1 é");
  });

  it("takes the version of a rating from ratedAt where updatedAt is absent", () => {
    const later = "2026-10-12T08:00:21Z";
    expect(normalise(rating({ ratedAt: START }))).toMatchObject({
      version: MICROS,
      body: { ratedAt: MICROS },
    });
    expect(normalise(rating({ ratedAt: START, updatedAt: later })).version).toBe(MICROS + 1_000_000);
    expect(normalise(handoff({ requestedAt: START })).version).toBeNull();
  });

  it("takes the type in any case, or from the request", () => {
    expect(normalise({ ...conversation(), type: " Conversation " }).type).toBe("conversation");
    const { type: _, ...untyped } = survey();
    expect(normalise(untyped, { forcedType: "survey" }).type).toBe("survey");
    expect(normalise(survey({ type: "" }), { forcedType: "survey" }).type).toBe("survey");
    expect(normalise(survey({ type: "chat" }), { forcedType: "survey" }).type).toBe("survey");
    expect(refused(survey(), { forcedType: "message" })).toBe("type_conflict /type");
    expect(refused(untyped)).toBe("required /type");
    expect(refused(survey({ type: "chat" }))).toBe("type_unknown /type");
    expect(refused(survey({ type: 5 }))).toBe("wrong_type /type");
  });

  it("must be complete", () => {
    expect(refused({ type: "survey" })).toBe("required /conversationId");
    expect(refused(survey({ conversationId: "  " }))).toBe("required /conversationId");
    expect(refused(survey({ conversationId: 5 }))).toBe("wrong_type /conversationId");
    expect(refused(survey({ conversationId: "a\u0000b" }))).toBe("control_character /conversationId");
    expect(refused(survey({ source: "a\tb" }))).toBe("control_character /source");
    expect(refused(rating({ agentId: "a\u001fb" }))).toBe("control_character /agentId");
    expect(refused({ type: "conversation", conversationId: "c1" })).toBe("required /startedAt");
    expect(refused(conversation({ startedAt: null }))).toBe("required /startedAt");
    expect(refused({ type: "message", conversationId: "c1" })).toBe("required /sequence");
    for (const raw of [null, 5, "text", [], [conversation()], true]) {
      expect(refused(raw)).toBe("not_an_object ");
    }
  });

  it("is told with the refusal as far as it is known", () => {
    const rejection = (raw: unknown) => {
      const result = normaliseRecord(raw, context);
      return result.ok ? null : [result.rejection.type, result.rejection.conversationId];
    };
    expect(rejection([])).toEqual([null, null]);
    expect(rejection({ type: "survey" })).toEqual(["survey", null]);
    expect(rejection(survey({ score: "x" }))).toEqual(["survey", "c1"]);
  });
});

describe("bodies", () => {
  it("hold a whole conversation", () => {
    const record = normalise({
      type: "conversation",
      source: "acme-bot",
      conversationId: "c1",
      updatedAt: "2026-10-13T00:00:00Z",
      bot: "Ava",
      botVersion: "47",
      channel: "WEB_CHAT",
      language: "en-gb",
      queryType: " billing ",
      startedAt: START,
      endedAt: "2026-10-12T10:30:20.5+02:00",
      outcome: "Handed_Off",
      customerMessages: 3,
      botMessages: 0,
      failedAttempts: 2,
      customerRef: "cust-151",
      previousConversationId: "c0",
      test: false,
    });
    expect(record).toEqual({
      type: "conversation",
      source: "acme-bot",
      conversationId: "c1",
      part: "",
      version: Date.UTC(2026, 9, 13) * 1000,
      body: {
        bot: "Ava",
        botVersion: "47",
        channel: "web_chat",
        language: "en-GB",
        queryType: "billing",
        startedAt: MICROS,
        endedAt: MICROS + 1_800_500_000,
        outcome: "handed_off",
        customerMessages: 3,
        botMessages: 0,
        failedAttempts: 2,
        customerHash: keyring.hash("customer", "cust-151"),
        previousConversationId: "c0",
        test: false,
      },
    });
  });

  it("hold a whole hand-off", () => {
    const hash = keyring.conversationHash("default", "c1");
    const record = handoff({
      from: "Agent",
      requestedAt: START,
      connectedAt: START,
      endedAt: START,
      status: "CONNECTED",
      reason: "Max_Attempts",
      reasonRaw: "MAX",
      reasonText: "gave up\r\non AB-1234\u0000",
      assignedBy: "rule",
      fromChannel: "Fax",
      toChannel: "voice",
      queue: "billing",
      agentId: "a1",
      customerAskedAt: START,
      failedAttempts: 4,
      context: {
        transcript: true,
        summary: "ab 1234 is late, write to anna@example.com",
        reason: false,
        nextStep: "refund AB1234",
        attempted: ["looked up AB-1234", null, " "],
        deliveredAt: START,
        fields: [
          { name: "order reference", passed: "Structured", reasked: true, value: "AB-1234" },
          { name: "amount", passed: null, reasked: null, value: 120.5 },
          { name: "agreed", value: true },
        ],
      },
    });
    expect(body(record)).toEqual({
      from: "agent",
      requestedAt: MICROS,
      connectedAt: MICROS,
      endedAt: MICROS,
      status: "connected",
      reason: "max_attempts",
      reasonRaw: "MAX",
      reasonText: "gave up\non [order_reference]",
      assignedBy: "rule",
      fromChannel: "other",
      toChannel: "voice",
      queue: "billing",
      agentId: "a1",
      customerAskedAt: MICROS,
      failedAttempts: 4,
      context: {
        transcript: true,
        summary: "[order_reference] is late, write to [email]",
        reason: false,
        nextStep: "refund [order_reference]",
        attempted: ["looked up [order_reference]"],
        deliveredAt: MICROS,
        fields: [
          { name: "agreed" },
          { name: "amount", valueHash: hash("1205") },
          { name: "order reference", passed: "structured", reasked: true, valueHash: hash("ab1234") },
        ],
      },
    });
  });

  it("hold surveys, ratings and messages", () => {
    expect(
      body(
        survey({
          kind: "csat",
          score: 4,
          scaleMin: 1,
          scaleMax: 5,
          sentAt: START,
          hadToRepeat: true,
          comment: "Call 0170 1234567",
        }),
      ),
    ).toEqual({
      kind: "csat",
      score: 4,
      scaleMin: 1,
      scaleMax: 5,
      sentAt: MICROS,
      hadToRepeat: true,
      comment: "Call [phone]",
    });
    expect(
      body(
        rating({
          usefulness: "PARTLY",
          used: "skimmed",
          reaskedFields: ["email", "order", "email", ""],
          correctedReason: "Bot_Failure",
          comment: "ok",
        }),
      ),
    ).toEqual({
      usefulness: "partly",
      used: "skimmed",
      reaskedFields: ["email", "order"],
      correctedReason: "bot_failure",
      comment: "ok",
    });
    expect(body(rating({ reaskedFields: [] }))).toEqual({ reaskedFields: [] });
    expect(
      body(message({ sender: "customer", text: " I am anna@example.com\u0007 ", at: START, handoffId: "1" })),
    ).toEqual({
      sender: "customer",
      text: "I am [email]",
      at: MICROS,
      handoffId: "1",
    });
  });

  it("leave out what is null or empty, whatever the key", () => {
    for (const type of RECORD_TYPES) {
      const keys = Object.keys(recordInputSchemas[type].shape);
      const least = {
        conversation: conversation(),
        handoff: handoff(),
        survey: survey(),
        context_rating: rating(),
        message: message(),
      }[type];
      const expected = type === "conversation" ? { startedAt: MICROS } : {};
      for (const nothing of [null, "", "  "]) {
        const raw = { ...Object.fromEntries(keys.map((key) => [key, nothing])), ...least };
        expect(body(raw)).toEqual(expected);
      }
    }
    expect(body(handoff({ context: {} }))).toEqual({});
    expect(body(handoff({ context: { attempted: "", fields: " " } }))).toEqual({});
    expect(body(handoff({ context: { transcript: null, foo: null } }))).toEqual({});
    expect(body(handoff({ context: { fields: [] } }))).toEqual({ context: { fields: [] } });
  });

  it("are the same whatever the order of keys and fields", () => {
    const raw = {
      ...handoff(),
      reason: "max_attempts",
      queue: "q",
      plan: "gold",
      area: 1,
      context: { reason: true, transcript: false, fields: [{ name: "b" }, { reasked: true, name: "a" }] },
    };
    const backwards = (value: unknown): unknown =>
      Array.isArray(value)
        ? [...value].reverse().map(backwards)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, backwards(inner)]),
            )
          : value;
    expect(JSON.stringify(normalise(backwards(raw)))).toBe(JSON.stringify(normalise(raw)));
  });

  it("put fields of the same name together; what is given later wins", () => {
    const fields = [
      { name: "order", passed: "none", reasked: true },
      { name: " order ", reasked: false, value: "AB-1234", passed: null },
      { name: "Order" },
    ];
    expect(body(handoff({ context: { fields } }))).toEqual({
      context: {
        fields: [
          { name: "Order" },
          {
            name: "order",
            passed: "none",
            reasked: false,
            valueHash: keyring.conversationHash("default", "c1")("ab1234"),
          },
        ],
      },
    });
    expect(
      Object.keys(
        (body(handoff({ context: { fields } })) as { context: { fields: object[] } }).context.fields[1] ?? {},
      ),
    ).toEqual(["name", "passed", "reasked", "valueHash"]);
  });
});

describe("captured values and customer references", () => {
  it("leave only hashes, and none where they say too little", () => {
    const hash = (value: unknown) => {
      const read = body(handoff({ context: { fields: [{ name: "f", value }] } })) as {
        context: { fields: { valueHash?: string }[] };
      };
      return read.context.fields[0]?.valueHash;
    };
    expect(hash("AB-1234")).toBe(hash(" ab 1234 "));
    expect(hash(12345)).toBe(hash("12345"));
    expect(hash("AB-1235")).not.toBe(hash("AB-1234"));
    for (const value of ["yes", "No", "12", true, false, "--", "", null]) expect(hash(value)).toBeUndefined();
  });

  it("differ between conversations", () => {
    const of = (conversationId: string) =>
      JSON.stringify(
        body(handoff({ conversationId, context: { fields: [{ name: "f", value: "AB-1234" }] } })),
      );
    expect(of("c1")).not.toBe(of("c2"));
  });

  it("are never shown in a message", () => {
    const secret = "SECRET-".repeat(50);
    for (const raw of [
      handoff({ context: { fields: [{ name: "f", value: secret }] } }),
      handoff({ context: { fields: [{ name: "f", value: [secret] }] } }),
      handoff({ context: { fields: [{ name: "f", value: { secret } }] } }),
      conversation({ customerRef: secret }),
      conversation({ customerRef: 4711 }),
    ]) {
      const result = normaliseRecord(raw, context);
      expect(JSON.stringify(result)).not.toMatch(/SECRET|4711/);
      expect(result.ok).toBe(false);
    }
  });

  it("are looked for in every text and attribute of their record", () => {
    const value = "QX-778899";
    const raw = handoff({
      reasonRaw: `lost ${value}`,
      reasonText: value,
      plan: `for ${value}`,
      order: 778899,
      context: {
        summary: value,
        nextStep: value,
        attempted: [value],
        fields: [
          { name: "order", value },
          { name: "number", value: "778899" },
        ],
      },
    });
    expect(JSON.stringify(body(raw))).not.toContain("778899");
  });

  it("can be given along", () => {
    const known = knownValue("order", "AB-1234");
    const record = normalise(message({ text: "it is ab1234" }), { knownValues: known ? [known] : [] });
    expect(record.body).toMatchObject({ text: "it is [order]" });
  });
});

describe("fingerprints", () => {
  const texts = (raw: unknown) => normalise(raw).body as { fingerprints?: string };

  it("are taken of what customers and agents say, before it is redacted", () => {
    const said = texts(message({ sender: "customer", text: "mail anna@example.com, order AB-1234" }));
    expect(said.fingerprints).toMatch(/^[\w-]{48,}$/);
    expect(JSON.stringify(said)).not.toMatch(/anna|1234.*1234/);
    expect(texts(message({ text: "AB-1234" })).fingerprints).toBeDefined();
    expect(texts(message({ sender: "bot", text: "order AB-1234" })).fingerprints).toBeUndefined();
    expect(texts(message({ sender: "customer" })).fingerprints).toBeUndefined();
  });

  it("of equal texts are equal in one conversation and have nothing in common between two", () => {
    const one = texts(message({ sender: "agent", text: "AB-1234" })).fingerprints;
    const other = texts({
      ...message({ sender: "agent", text: "AB-1234" }),
      conversationId: "c2",
    }).fingerprints;
    expect(texts(message({ sender: "agent", text: "AB-1234" })).fingerprints).toBe(one);
    expect(other?.length).toBe(one?.length);
    expect(other).not.toBe(one);
  });

  it("of values say nothing where the value says too little", () => {
    const forms = (value: string) =>
      (body2({ context: { fields: [{ name: "f", value }] } }).context?.fields ?? []).map((f) => f.valueForms);
    const body2 = (more: object) =>
      normalise(handoff(more)).body as { context?: { fields: { valueForms?: string }[] } };
    expect(forms("AB-1234")[0]).toMatch(/^[\w.-]+$/);
    expect(forms("yes")[0]).toBeUndefined();
    expect(forms("12")[0]).toBeUndefined();
    expect(forms("customer")[0]).toBeUndefined();
  });
});

describe("attributes", () => {
  it("are the unknown scalars, sorted by name", () => {
    expect(
      body(survey({ zone: "EU", plan: " gold ", seats: 5, trial: false, none: null, empty: " " })),
    ).toEqual({
      attributes: { plan: "gold", seats: 5, trial: false, zone: "EU" },
    });
    expect(Object.keys((body(survey({ b: 1, a: 2, é: 3 })) as { attributes: object }).attributes)).toEqual([
      "a",
      "b",
      "é",
    ]);
    expect(ignored(survey({ plan: "gold", none: null }))).toEqual([]);
  });

  it("are redacted", () => {
    expect(body(survey({ contact: "anna@example.com", card: 4111111111111111, big: 12345678901 }))).toEqual({
      attributes: { big: 12345678901, card: "[card]", contact: "[email]" },
    });
  });

  it("that cannot be kept are left out and named", () => {
    const raw = survey({
      tags: ["a"],
      customer: { name: "x" },
      long: "x".repeat(257),
      ["n".repeat(65)]: 1,
      "a\u0000b": 1,
      "anna@example.com": [],
    });
    expect(body(raw)).toEqual({});
    expect([...ignored(raw)].sort()).toEqual(
      ["[email]", "a b", "customer", "long", `${"n".repeat(64)}…`, "tags"].sort(),
    );
    expect(body(survey({ infinite: JSON.parse("1e999") as number, ok: 1 }))).toEqual({
      attributes: { ok: 1 },
    });
    expect(body(JSON.parse('{"type":"survey","conversationId":"c1","__proto__":{"x":1},"y":2}'))).toEqual({
      attributes: { y: 2 },
    });
    expect(body(JSON.parse('{"type":"survey","conversationId":"c1","__proto__":5}'))).toEqual({});
    expect(body(survey({ constructor: "x", toString: "y" }))).toEqual({
      attributes: { constructor: "x", toString: "y" },
    });
  });

  it("are at most 32, and always hold the raw channel", () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`z${String(i).padStart(2, "0")}`, i]),
    );
    expect(Object.keys((body(survey(many)) as { attributes: object }).attributes)).toHaveLength(32);
    expect(ignored(survey(many))).toEqual(["z32", "z33", "z34", "z35", "z36", "z37", "z38", "z39"]);
    const { attributes } = body(conversation({ ...many, a: 1, channel: "fax" })) as { attributes: object };
    expect(Object.keys(attributes)).toHaveLength(32);
    expect(attributes).toMatchObject({ a: 1, channelRaw: "fax" });
  });

  it("keep a channel that Baton does not know", () => {
    expect(body(conversation({ channel: " Fax Machine " }))).toEqual({
      channel: "other",
      startedAt: MICROS,
      attributes: { channelRaw: "Fax Machine" },
    });
    expect(body(conversation({ channel: "OTHER" }))).toEqual({ channel: "other", startedAt: MICROS });
    expect(body(handoff({ toChannel: "fax" }))).toEqual({ toChannel: "other" });
  });

  it("have nothing to do with unknown keys further in", () => {
    const raw = handoff({
      context: {
        foo: 1,
        bar: null,
        fields: [
          { name: "a", colour: "red" },
          { name: "b", colour: 1 },
        ],
      },
    });
    expect(ignored(raw)).toEqual(["context.foo", "context.fields.colour", "context.fields.colour"]);
    expect(body(raw)).toEqual({ context: { fields: [{ name: "a" }, { name: "b" }] } });
  });
});

describe("reasons", () => {
  it("that are unknown serve as the raw reason where that is absent", () => {
    expect(body(handoff({ reason: "Lost it" }))).toEqual({ reasonRaw: "Lost it" });
    expect(body(handoff({ reason: "Lost it", reasonRaw: " " }))).toEqual({ reasonRaw: "Lost it" });
    expect(body(handoff({ reason: "Lost it", reasonRaw: "R7" }))).toEqual({ reasonRaw: "R7" });
    expect(body(handoff({ reason: " TOOL_ERROR ", reasonRaw: "R7" }))).toEqual({
      reason: "tool_error",
      reasonRaw: "R7",
    });
    expect(body(handoff({ reason: "operational" }))).toEqual({ reason: "operational" });
    expect(body(handoff({ reason: "for anna@example.com" }))).toEqual({ reasonRaw: "for [email]" });
    expect(body(handoff({ reason: "" }))).toEqual({});
    const order = Object.keys(body(handoff({ reason: "Lost it", reasonText: "x", queue: "q" })) as object);
    expect(order).toEqual(["reasonRaw", "reasonText", "queue"]);
    expect(refused(handoff({ reason: 5 }))).toBe("wrong_type /reason");
    expect(refused(handoff({ reason: "x".repeat(257) }))).toBe("too_long /reason");
  });

  it("of an agent have to be known", () => {
    expect(refused(rating({ correctedReason: "Lost it" }))).toBe("unknown_reason /correctedReason");
    const result = normaliseRecord(rating({ correctedReason: "Lost it" }), context);
    expect(result.ok ? "" : result.rejection.message).toContain("not_understood, max_attempts");
  });
});

describe("surveys", () => {
  it("may come in parts", () => {
    expect(body(survey({ score: 4 }))).toEqual({ score: 4 });
    expect(body(survey({ scaleMin: 1, scaleMax: 5 }))).toEqual({ scaleMin: 1, scaleMax: 5 });
    expect(body(survey({ kind: "nps", score: 10 }))).toEqual({ kind: "nps", score: 10 });
    expect(body(survey({ kind: "ces", score: 77 }))).toEqual({ kind: "ces", score: 77 });
    expect(body(survey({ score: -0, scaleMin: 0, scaleMax: 1.5 }))).toEqual({
      score: 0,
      scaleMin: 0,
      scaleMax: 1.5,
    });
  });

  it.each([
    [{ score: 6, scaleMin: 1, scaleMax: 5 }, "score_out_of_scale /score"],
    [{ score: 0, scaleMin: 1, scaleMax: 5 }, "score_out_of_scale /score"],
    [{ kind: "nps", score: 11 }, "score_out_of_scale /score"],
    [{ kind: "NPS", score: -1 }, "score_out_of_scale /score"],
    [{ score: 3, scaleMin: 1 }, "scale_incomplete /scaleMax"],
    [{ score: 3, scaleMax: 5 }, "scale_incomplete /scaleMin"],
    [{ kind: "nps", scaleMax: 5 }, "scale_incomplete /scaleMin"],
    [{ scaleMin: 5, scaleMax: 5 }, "scale_invalid /scaleMax"],
    [{ scaleMin: 5, scaleMax: 1 }, "scale_invalid /scaleMax"],
    [{ score: "4" }, "wrong_type /score"],
    [{ score: JSON.parse("1e999") as number }, "number_out_of_range /score"],
  ])("with %j are refused", (more, refusal) => {
    expect(refused(survey(more))).toBe(refusal);
  });
});

describe("values", () => {
  it.each<[object, string]>([
    [conversation({ startedAt: "2026-10-12T08:00:20" }), "time_without_offset /startedAt"],
    [conversation({ startedAt: "2026-10-12" }), "time_without_offset /startedAt"],
    [conversation({ startedAt: "2026-02-30T08:00:00Z" }), "time_invalid /startedAt"],
    [conversation({ startedAt: "12.10.2026" }), "time_invalid /startedAt"],
    [conversation({ startedAt: 1_760_256_020 }), "wrong_type /startedAt"],
    [conversation({ updatedAt: "2026-10-12T08:00:20" }), "time_without_offset /updatedAt"],
    [conversation({ test: "true" }), "wrong_type /test"],
    [conversation({ test: 1 }), "wrong_type /test"],
    [conversation({ customerMessages: "3" }), "wrong_type /customerMessages"],
    [conversation({ customerMessages: 2.5 }), "not_a_whole_number /customerMessages"],
    [conversation({ customerMessages: -1 }), "negative_number /customerMessages"],
    [conversation({ customerMessages: 1e300 }), "number_out_of_range /customerMessages"],
    [conversation({ customerMessages: 2_147_483_648 }), "number_out_of_range /customerMessages"],
    [message({ sequence: 2 ** 53 }), "number_out_of_range /sequence"],
    [message({ sequence: 1.5 }), "not_a_whole_number /sequence"],
    [message({ sequence: "1" }), "wrong_type /sequence"],
    [message({ sender: "robot" }), "unknown_value /sender"],
    [message({ text: "x".repeat(16_001) }), "too_long /text"],
    [conversation({ outcome: "resolved" }), "unknown_value /outcome"],
    [conversation({ outcome: "handed-off" }), "unknown_value /outcome"],
    [conversation({ outcome: ["open"] }), "wrong_type /outcome"],
    [conversation({ language: "not a language" }), "language_invalid /language"],
    [conversation({ language: 5 }), "wrong_type /language"],
    [conversation({ channel: 5 }), "wrong_type /channel"],
    [conversation({ bot: "x".repeat(257) }), "too_long /bot"],
    [conversation({ bot: 47 }), "wrong_type /bot"],
    [conversation({ bot: "a\nb" }), "control_character /bot"],
    [handoff({ reasonText: "x".repeat(2001) }), "too_long /reasonText"],
    [handoff({ context: true }), "wrong_type /context"],
    [handoff({ context: [] }), "wrong_type /context"],
    [handoff({ context: { summary: 5 } }), "wrong_type /context/summary"],
    [handoff({ context: { summary: "x".repeat(4001) } }), "too_long /context/summary"],
    [handoff({ context: { nextStep: "x".repeat(501) } }), "too_long /context/nextStep"],
    [handoff({ context: { transcript: "yes" } }), "wrong_type /context/transcript"],
    [handoff({ context: { attempted: "a" } }), "wrong_type /context/attempted"],
    [handoff({ context: { attempted: ["a", 5] } }), "wrong_type /context/attempted/1"],
    [handoff({ context: { attempted: Array(257).fill("a") } }), "too_many /context/attempted"],
    [handoff({ context: { deliveredAt: "x" } }), "time_invalid /context/deliveredAt"],
    [handoff({ context: { fields: {} } }), "wrong_type /context/fields"],
    [handoff({ context: { fields: ["order"] } }), "wrong_type /context/fields/0"],
    [handoff({ context: { fields: [{ name: "a" }, {}] } }), "required /context/fields/1/name"],
    [handoff({ context: { fields: [{ name: " " }] } }), "required /context/fields/0/name"],
    [
      handoff({ context: { fields: [{ name: "a", passed: "maybe" }] } }),
      "unknown_value /context/fields/0/passed",
    ],
    [
      handoff({ context: { fields: [{ name: "a", reasked: "no" }] } }),
      "wrong_type /context/fields/0/reasked",
    ],
    [
      handoff({ context: { fields: [{ name: "a", value: "x".repeat(257) }] } }),
      "too_long /context/fields/0/value",
    ],
    [rating({ reaskedFields: "email" }), "wrong_type /reaskedFields"],
    [rating({ reaskedFields: [5] }), "wrong_type /reaskedFields/0"],
    [rating({ usefulness: "very" }), "unknown_value /usefulness"],
    [survey({ hadToRepeat: 1 }), "wrong_type /hadToRepeat"],
  ])("%# are refused with a place", (raw, refusal) => {
    expect(refused(raw)).toBe(refusal);
  });

  it("are counted in characters after trimming", () => {
    expect(body(handoff({ queue: ` ${"x".repeat(256)} ` }))).toEqual({ queue: "x".repeat(256) });
    expect(body(handoff({ queue: "💡".repeat(256) }))).toEqual({ queue: "💡".repeat(256) });
    expect(refused(handoff({ queue: "💡".repeat(257) }))).toBe("too_long /queue");
  });

  it("hold no half characters", () => {
    expect(body(handoff({ queue: "a\ud800b", reasonText: "c\udc00", x: "\ud83d" }))).toEqual({
      queue: "a\ufffdb",
      reasonText: "c\ufffd",
      attributes: { x: "\ufffd" },
    });
  });

  it.each([
    ["en", "en"],
    ["EN-us", "en-US"],
    ["pt_br", "pt-BR"],
    ["zh-hant-tw", "zh-Hant-TW"],
    ["iw", "he"],
  ])("language %s becomes %s", (sent, kept) => {
    expect(body(conversation({ language: sent }))).toMatchObject({ language: kept });
  });
});

describe("any record", () => {
  const anyText = fc.string({ unit: "binary" });

  it("is normalised or refused, and never brings ingest down", () => {
    const keys = new Set(Object.values(recordInputSchemas).flatMap(({ shape }) => Object.keys(shape)));
    const scalar = fc.oneof(fc.constant(START), anyText, fc.double(), fc.boolean(), fc.constant(null));
    const loose = fc.record(
      {
        type: fc.constantFrom(...RECORD_TYPES),
        conversationId: fc.constant("c1"),
        startedAt: fc.constant(START),
        sequence: fc.constant(1),
        context: fc.oneof(
          scalar,
          fc.dictionary(fc.constantFrom("summary", "fields", "attempted", "x"), fc.jsonValue()),
        ),
      },
      { requiredKeys: ["type", "conversationId"] },
    );
    const rest = fc.dictionary(
      fc.oneof(fc.constantFrom(...keys), anyText),
      fc.oneof(scalar, fc.jsonValue()),
      { maxKeys: 5 },
    );
    let accepted = 0;
    fc.assert(
      fc.property(loose, rest, (some, more) => {
        const result = normaliseRecord({ ...more, ...some }, context);
        if (result.ok) accepted++;
        const written = JSON.stringify(result);
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(50);
    fc.assert(fc.property(fc.jsonValue(), (raw) => void normaliseRecord(raw, context)));
  });

  it("as its schema describes it is taken", () => {
    const word = fc.constantFrom("a", "order status", "Ava 2", "é💡", " x ");
    const time = fc.constantFrom(START, "2026-10-12T10:00:20.123456789+02:00");
    const choice = (...values: string[]) => fc.constantFrom(...values);
    const values: Record<string, fc.Arbitrary<unknown>> = {
      outcome: choice("open", "contained"),
      status: choice("failed", "requested"),
      from: choice("bot", "agent"),
      kind: choice("csat", "nps", "ces"),
      assignedBy: choice("bot", "analyst"),
      usefulness: choice("useful"),
      used: choice("ignored"),
      sender: choice("system"),
      correctedReason: choice("tool_error", "unclassified"),
      language: choice("en", "de-AT"),
      test: fc.boolean(),
      hadToRepeat: fc.boolean(),
      score: fc.integer({ min: 1, max: 5 }),
      scaleMin: fc.constant(0),
      scaleMax: fc.constant(10),
      sequence: fc.integer(),
      reaskedFields: fc.array(word),
      context: fc.record(
        {
          transcript: fc.boolean(),
          summary: fc.oneof(word, fc.boolean()),
          attempted: fc.array(word),
          fields: fc.array(
            fc.record(
              {
                name: word,
                passed: fc.constantFrom("none", null),
                reasked: fc.boolean(),
                value: fc.oneof(word, fc.integer()),
              },
              { requiredKeys: ["name"] },
            ),
          ),
        },
        { requiredKeys: [] },
      ),
    };
    const required = ["type", "conversationId", "startedAt", "sequence", "scaleMin", "scaleMax"];
    const record = (type: RecordType) => {
      const { shape } = recordInputSchemas[type];
      const keys = Object.keys(shape);
      const model = Object.fromEntries(
        keys.map((key) => [
          key,
          key === "type"
            ? fc.constant(type)
            : (values[key] ??
              (key.endsWith("At") || key === "at" ? time : /Messages|Attempts/.test(key) ? fc.nat() : word)),
        ]),
      );
      return fc.record(model, { requiredKeys: keys.filter((key) => required.includes(key)) });
    };
    fc.assert(
      fc.property(fc.oneof(...RECORD_TYPES.map(record)), (raw) => {
        const type = raw.type as RecordType;
        expect(recordInputSchemas[type].safeParse(raw).error).toBeUndefined();
        expect(normalise(raw).type).toBe(type);
        expect(JSON.stringify(normalise(raw))).toBe(
          JSON.stringify(normalise(JSON.parse(JSON.stringify(raw)))),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
