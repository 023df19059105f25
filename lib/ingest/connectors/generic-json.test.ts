import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { genericJson } from "./generic-json";

const MAPPING = JSON.stringify({
  items: "$.sessions[*]",
  conversationId: "$.meta.id",
  bot: "$.meta[?(@ == 'bot')]",
  test: "$.meta.sandbox",
  records: [
    {
      type: "conversation",
      keys: {
        startedAt: "$.begin",
        updatedAt: "$.changed",
        outcome: { path: "$.end.how", values: { Closed: "contained", Passed: "handed_off" } },
        channel: { value: "web_chat" },
        customerMessages: "$.counts.user",
      },
    },
    {
      type: "handoff",
      for: "$.transfers[?@.kind == 'human']",
      keys: {
        handoffId: "@.no",
        updatedAt: "$.changed",
        requestedAt: "@.at",
        reasonRaw: "@.why",
        queue: "$.team",
        "context.summary": "@.note",
        "context.fields": { path: "@.details", as: "fields" },
        "context.attempted": "@.tried[*]",
      },
    },
    {
      type: "survey",
      when: "$.stars",
      keys: { score: "$.stars", scaleMin: { value: 1 }, scaleMax: { value: 5 } },
    },
  ],
});

const session = (id: string, rest: object = {}) => ({
  meta: { id, by: "bot", sandbox: false },
  begin: 1_780_000_000,
  changed: 1_780_000_100_000,
  end: { how: "passed" },
  counts: { user: "3" },
  team: "Billing",
  transfers: [
    {
      no: 1,
      kind: "human",
      at: "2026-05-28T20:27:30Z",
      why: "limit",
      note: "too dear",
      details: { order: "A-1" },
      tried: ["a", "b"],
    },
    { no: 2, kind: "bot" },
  ],
  stars: 4,
  ...rest,
});
const options = { mapping: MAPPING };

describe("the generic connector", () => {
  it("finds every key by its path", () => {
    const { conversations, problems } = foldPayloads(genericJson, [{ sessions: [session("s-1")] }], options);
    expect(problems).toEqual([]);
    expect(conversations["s-1"]).toEqual({
      conversation: {
        startedAt: "2026-05-28T20:26:40Z",
        outcome: "handed_off",
        channel: "web_chat",
        customerMessages: 3,
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:27:30Z",
          reasonRaw: "limit",
          queue: "Billing",
          context: {
            summary: "too dear",
            attempted: ["a", "b"],
            fields: [{ name: "order", passed: "structured" }],
          },
        },
      },
      surveys: { csat: { score: 4, scaleMin: 1, scaleMax: 5 } },
      messages: [],
    });
  });

  it("knows what was no bot's and what was a test", () => {
    const body = {
      sessions: [
        session("a", { meta: { id: "a", by: "people" } }),
        session("b", { meta: { id: "b", by: "bot", sandbox: true } }),
      ],
    };
    const told = foldPayloads(genericJson, [body], options);
    expect(told.notBot).toEqual(["a"]);
    expect(told.conversations.b?.conversation).toMatchObject({ test: true });
  });

  it("is the same in any order", () => {
    expectAnyOrder(
      genericJson,
      [
        { sessions: [session("a"), session("b")] },
        { sessions: [session("a", { changed: 1_780_000_200_000, end: { how: "Closed" }, stars: null })] },
      ],
      options,
    );
  });

  it("reads a list of items with the mapping that a new connection begins with", () => {
    const items = [
      {
        id: "x",
        startedAt: "2026-05-28T20:26:40Z",
        result: "transferred",
        handoffs: [{ id: "1", reason: "r" }],
      },
    ];
    expect(foldPayloads(genericJson, [items]).conversations.x).toMatchObject({
      conversation: { outcome: "handed_off" },
      handoffs: { "1": { reasonRaw: "r" } },
    });
  });

  it.each([
    ["no JSON", "The mapping is not JSON."],
    ['{"conversationId":"$.id","records":[]}', "records"],
    ['{"conversationId":"$.[","records":[{"type":"survey","keys":{}}]}', "no JSONPath"],
    ['{"conversationId":"$.id","records":[{"type":"survey","keys":{}}],"eval":1}', "eval"],
  ])("refuses the mapping %s", (mapping, said) => {
    const check = genericJson.options[0]?.check;
    expect(check?.(mapping)).toContain(said);
    expect(foldPayloads(genericJson, [{}], { mapping }).problems[0]).toContain(said);
  });

  it("says which path finds nothing", () => {
    expect(foldPayloads(genericJson, [{ other: [] }], options).problems).toEqual([
      "payload: The path “items” finds nothing in it.",
    ]);
    expect(foldPayloads(genericJson, [{ sessions: [{}] }], options).problems).toEqual([
      "payload: The path of conversationId finds nothing.",
    ]);
  });
});

describe("three platforms that nobody has heard of", () => {
  it("Parley sends an event at a time, in milliseconds, told apart by a word", () => {
    const mapping = JSON.stringify({
      conversationId: "$.data.dialog",
      records: [
        {
          type: "conversation",
          when: "$[?@ == 'dialog.started']",
          keys: { startedAt: "$.ts", bot: "$.data.assistant", language: "$.data.locale", updatedAt: "$.ts" },
        },
        {
          type: "handoff",
          when: "$[?@ == 'handover.requested']",
          keys: {
            requestedAt: "$.ts",
            updatedAt: "$.ts",
            reasonRaw: "$.data.cause.code",
            "context.fields": { path: "$.data.slots", as: "fields" },
          },
        },
        {
          type: "handoff",
          when: "$[?@ == 'handover.accepted']",
          keys: {
            connectedAt: "$.ts",
            updatedAt: "$.ts",
            agentId: "$.data.operator",
            status: { value: "connected" },
          },
        },
      ],
    });
    const event = (name: string, seconds: number, data: object = {}) => ({
      event: name,
      ts: 1_780_000_000_000 + seconds * 1000,
      data: { dialog: 42, ...data },
    });
    const events = [
      event("dialog.started", 0, { assistant: "Pip", locale: "nl" }),
      event("handover.requested", 60, {
        cause: { code: "LIMIT" },
        slots: [
          { key: "order", value: "A-1" },
          { key: "amount", value: 12 },
          { key: "empty", value: null },
        ],
      }),
      event("handover.accepted", 90, { operator: "op-7" }),
    ];
    expect(foldPayloads(genericJson, events, { mapping }).conversations["42"]).toMatchObject({
      conversation: { startedAt: "2026-05-28T20:26:40Z", bot: "Pip", language: "nl" },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:27:40Z",
          connectedAt: "2026-05-28T20:28:10Z",
          status: "connected",
          agentId: "op-7",
          reasonRaw: "LIMIT",
          context: {
            fields: [
              { name: "amount", passed: "structured" },
              { name: "order", passed: "structured" },
            ],
          },
        },
      },
    });
    expectAnyOrder(genericJson, events, { mapping });
  });

  it("Nimbus answers pages with whole transcripts, without numbers, in UTC without a zone", () => {
    const mapping = JSON.stringify({
      items: "$.page.results[*]",
      conversationId: "$['chat-id']",
      records: [
        {
          type: "conversation",
          keys: {
            startedAt: { path: "$.lines[0].when", zone: "utc" },
            outcome: { path: "$.closed_by", values: { bot: "contained", human: "handed_off" } },
          },
        },
        {
          type: "message",
          for: "$.lines[*]",
          keys: {
            sender: { path: "@.who", values: { guest: "customer", robot: "bot", staff: "agent" } },
            text: "@.say",
            at: { path: "@.when", as: "time", zone: "utc" },
          },
        },
      ],
    });
    const line = (who: string, say: string, second: number) => ({
      who,
      say,
      when: `2026-05-28 10:00:0${second}`,
    });
    const chat = {
      "chat-id": "n-1",
      closed_by: "human",
      lines: [line("guest", "hello", 1), line("robot", "hi", 2), line("staff", "Ben here", 5)],
    };
    const pages = [{ page: { results: [chat] } }, { page: { results: [] } }];
    const told = foldPayloads(genericJson, [pages], { mapping });
    expect(told.problems).toEqual([]);
    expect(told.conversations["n-1"]).toMatchObject({
      conversation: { startedAt: "2026-05-28T10:00:01Z", outcome: "handed_off" },
      messages: ["customer: hello", "bot: hi", "agent: Ben here"],
    });
    const quiet = { page: { results: [] } };
    expect(foldPayloads(genericJson, [quiet], { mapping }).problems).toEqual([]);
    expect(foldPayloads(genericJson, [{ page: {} }], { mapping }).problems).toHaveLength(1);
  });

  it("Tally exports a flat table", () => {
    const mapping = JSON.stringify({
      conversationId: "$.Case",
      bot: "$[?@ == 'virtual']",
      test: "$['Is test']",
      records: [
        {
          type: "conversation",
          keys: { startedAt: "$.Opened", channel: "$.Medium", failedAttempts: "$.Misses" },
        },
        { type: "handoff", when: "$['Passed to']", keys: { queue: "$['Passed to']", reason: "$.Why" } },
        {
          type: "survey",
          when: "$.NPS",
          keys: { kind: { value: "nps" }, score: "$.NPS" },
        },
      ],
    });
    const row = (Case: string, rest: object) => ({
      Case,
      Opened: "2026-05-28T10:00:00+02:00",
      Desk: "virtual",
      ...rest,
    });
    const told = foldPayloads(
      genericJson,
      [
        [
          row("t-1", { Medium: "voice", Misses: "2", "Passed to": "Billing", Why: "tool_error", NPS: "9" }),
          row("t-2", { Medium: "email", "Is test": "yes" }),
          row("t-3", { Desk: "people" }),
        ],
      ],
      { mapping },
    );
    expect(told.notBot).toEqual(["t-3"]);
    expect(told.conversations["t-1"]).toMatchObject({
      conversation: { startedAt: "2026-05-28T08:00:00Z", channel: "voice", failedAttempts: 2 },
      handoffs: { "1": { queue: "Billing", reason: "tool_error" } },
      surveys: { nps: { score: 9 } },
    });
    expect(told.conversations["t-2"]).toMatchObject({ conversation: { test: true }, handoffs: {} });
  });
});
