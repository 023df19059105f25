import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "../connector-facts";
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
