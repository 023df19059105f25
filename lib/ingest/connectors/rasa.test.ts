import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import sample from "./fixtures/rasa-tracker.json" with { type: "json" };
import { rasa } from "./rasa";

const T = 1_780_000_000;
const user = (at: number, text: string, intent: string, rest: object = {}) => ({
  event: "user",
  timestamp: T + at,
  text,
  input_channel: "rest",
  parse_data: { intent: { name: intent, confidence: 0.9 } },
  ...rest,
});
const bot = (at: number, text: string) => ({ event: "bot", timestamp: T + at, text });
const action = (at: number, name: string) => ({ event: "action", timestamp: T + at, name });
const slot = (at: number, name: string, value: unknown) => ({
  event: "slot",
  timestamp: T + at,
  name,
  value,
});
const started = (at: number) => ({ event: "session_started", timestamp: T + at });
const FIRST = [
  action(0, "action_session_start"),
  started(0.1),
  user(1, "hi", "greet"),
  bot(1.5, "Hello"),
  user(5, "where is it", "order_status"),
  slot(5.1, "order_reference", "A-1042"),
  user(9, "asdf", "nlu_fallback"),
  action(9.1, "action_default_fallback"),
  bot(9.2, "Sorry?"),
  user(12, "a human", "human_handoff"),
  action(12.5, "action_human_handoff"),
];
const SECOND = [
  action(5000, "action_session_start"),
  started(5000.1),
  user(5001, "invoice", "invoice"),
  bot(5002, "Here"),
];

describe("a tracker", () => {
  it("is read from the sample, whose events are not in order", () => {
    const { conversations, problems } = foldPayloads(rasa, [sample]);
    expect(problems).toEqual([]);
    expect(conversations.mysender).toEqual({
      conversation: {
        startedAt: "2018-02-05T09:08:46.200036Z",
        endedAt: "2018-02-05T09:08:46.211042Z",
        queryType: "mood_great",
        customerMessages: 2,
        botMessages: 0,
        failedAttempts: 0,
      },
      handoffs: {},
      surveys: {},
      messages: ["customer: /greet", "customer: /mood_great"],
    });
  });

  it("is cut into sessions, and tells of the hand-off", () => {
    const { conversations } = foldPayloads(rasa, [{ sender_id: "s1", events: [...SECOND, ...FIRST] }]);
    expect(Object.keys(conversations)).toEqual(["s1/2026-05-28T20:26:40.1Z", "s1/2026-05-28T21:50:00.1Z"]);
    expect(conversations["s1/2026-05-28T20:26:40.1Z"]).toMatchObject({
      conversation: {
        startedAt: "2026-05-28T20:26:40Z",
        channel: "web_chat",
        queryType: "order_status",
        outcome: "handed_off",
        customerMessages: 4,
        botMessages: 2,
        failedAttempts: 1,
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:26:52.5Z",
          customerAskedAt: "2026-05-28T20:26:52Z",
          reasonRaw: "human_handoff",
          failedAttempts: 1,
          context: { fields: [{ name: "order_reference" }] },
        },
      },
    });
    expect(conversations["s1/2026-05-28T21:50:00.1Z"]).toMatchObject({
      conversation: { queryType: "invoice" },
      handoffs: {},
    });
  });

  it("keeps a fallback as the reason, and knows the pause of a conversation as a hand-off", () => {
    const events = [
      user(1, "asdf", "nlu_fallback"),
      action(2, "action_default_fallback"),
      { event: "pause", timestamp: T + 3 },
    ];
    expect(foldPayloads(rasa, [{ sender_id: "p", events }]).conversations.p?.handoffs["1"]).toMatchObject({
      reasonRaw: "action_default_fallback",
      requestedAt: "2026-05-28T20:26:43Z",
    });
  });

  it("follows the option with the hand-off actions", () => {
    const events = [user(1, "x", "order_status"), action(2, "action_my_own")];
    const told = foldPayloads(rasa, [{ sender_id: "o", events }], { handOffActions: "action_my_own" });
    expect(told.conversations.o?.conversation).toMatchObject({ outcome: "handed_off" });
  });

  it("grows without harm, in any order", () => {
    expectAnyOrder(rasa, [
      { sender_id: "s1", events: FIRST.slice(0, 5) },
      { sender_id: "s1", events: FIRST },
      { sender_id: "s1", events: [...FIRST, ...SECOND] },
    ]);
  });

  it("marks rasa shell as a test", () => {
    const events = [user(1, "hi", "order_status", { input_channel: "cmdline" })];
    expect(foldPayloads(rasa, [{ sender_id: "t", events }]).conversations.t?.conversation).toMatchObject({
      test: true,
    });
  });
});

describe("events of a broker", () => {
  const events = FIRST.map((event) => ({ sender_id: "b1", ...event }));

  it("come to the same conversation one by one and as a list", () => {
    const told = foldPayloads(rasa, events);
    expect(told.conversations.b1).toMatchObject({
      conversation: { startedAt: "2026-05-28T20:26:40Z", queryType: "order_status", outcome: "handed_off" },
      handoffs: { "1": { requestedAt: "2026-05-28T20:26:52.5Z" } },
    });
    expect(told.conversations.b1?.messages).toHaveLength(6);
    expect(foldPayloads(rasa, [events])).toEqual(told);
    expectAnyOrder(rasa, events);
  });
});

it("names the old pickled format", () => {
  const old = { "py/object": "rasa.core.trackers.DialogueStateTracker", sender_id: "x", events: [] };
  expect(foldPayloads(rasa, [old]).problems[0]).toContain("py/object");
  expect(foldPayloads(rasa, [{ hello: 1 }]).problems[0]).toContain("sender_id");
});

describe("events that came together in a file", () => {
  const published = (events: readonly object[]) => events.map((event) => ({ sender_id: "s1", ...event }));

  it("with several sessions are cut like a tracker", () => {
    const tracker = foldPayloads(rasa, [{ sender_id: "s1", events: [...FIRST, ...SECOND] }]);
    expect(foldPayloads(rasa, [published([...SECOND, ...FIRST])])).toEqual(tracker);
  });

  it("with one session or none stay those of the sender, however they are batched", () => {
    const told = foldPayloads(rasa, [published(FIRST.slice(2)), published(FIRST.slice(1, 2))]);
    expect(Object.keys(told.conversations)).toEqual(["s1"]);
    expect(told.conversations.s1).toMatchObject({ conversation: { outcome: "handed_off" } });
  });

  it("may be rows of the SQL tracker store, with the event as JSON in a column", () => {
    const rows = [...FIRST, ...SECOND].map((event, id) => ({
      id: String(id),
      sender_id: "s1",
      type_name: event.event,
      timestamp: String(event.timestamp),
      intent_name: "",
      action_name: "",
      data: JSON.stringify(event),
    }));
    const tracker = foldPayloads(rasa, [{ sender_id: "s1", events: [...FIRST, ...SECOND] }]);
    expect(foldPayloads(rasa, [rows])).toEqual(tracker);
  });
});

describe("what Rasa also documents", () => {
  it("the event agent is a person who took over", () => {
    const agent = { event: "agent", timestamp: T + 60, text: "Ben here" };
    const told = foldPayloads(rasa, [{ sender_id: "s1", events: [...FIRST, agent] }]);
    expect(Object.values(told.conversations)[0]).toMatchObject({
      handoffs: { "1": { connectedAt: "2026-05-28T20:27:40Z", status: "connected" } },
    });
    expect(Object.values(told.conversations)[0]?.messages.at(-1)).toBe("agent: Ben here");
  });

  it("a restart forgets the slots, and is nothing that the customer said", () => {
    const events = [
      ...FIRST.slice(0, 6),
      { event: "restart", timestamp: T + 6 },
      user(5.9, "/restart", "restart"),
      FIRST[10],
    ];
    const told = Object.values(foldPayloads(rasa, [{ sender_id: "s1", events }]).conversations)[0];
    expect(told?.conversation).toMatchObject({ customerMessages: 2 });
    expect(told?.handoffs["1"]?.context).toEqual({ fields: [] });
  });

  it("CALM has commands in place of intents", () => {
    const commands = (at: number, text: string, ...list: object[]) => ({
      event: "user",
      timestamp: T + at,
      text,
      parse_data: { intent: { name: null }, commands: list },
    });
    const events = [
      started(0),
      commands(1, "transfer money", { command: "start flow", flow: "transfer_money" }),
      commands(5, "a person please", { command: "human handoff" }),
    ];
    const told = Object.values(foldPayloads(rasa, [{ sender_id: "s2", events }]).conversations)[0];
    expect(told).toMatchObject({
      conversation: { queryType: "transfer_money", outcome: "handed_off" },
      handoffs: { "1": { reasonRaw: "human_handoff", requestedAt: "2026-05-28T20:26:45Z" } },
    });
  });
});
