import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "../connector-facts";
import { cxInsights } from "./cx-insights";
import { dialogflowCx } from "./dialogflow-cx";

const NAME = "projects/p/locations/global/agents/a-1/sessions/s-1";
const turn = (position: number, said: string, result: object, rest: object = {}) => ({
  project_id: "p",
  agent_id: "a-1",
  conversation_name: NAME,
  turn_position: position,
  request_time: `2026-05-28 10:00:0${position}.123456 UTC`,
  language_code: "en",
  request: "{}",
  response: JSON.stringify({
    queryResult: { text: said, responseMessages: [{ text: { text: [`reply ${position}`] } }], ...result },
  }),
  ...rest,
});
const match = (matchType: string, displayName?: string) => ({
  match: { matchType, ...(displayName ? { intent: { displayName } } : {}) },
});
const TURNS = [
  turn(1, "hi", match("INTENT", "Default Welcome Intent")),
  turn(2, "refund", match("INTENT", "refund")),
  turn(3, "asdf", match("NO_MATCH")),
  turn(4, "help", {
    ...match("NO_MATCH"),
    parameters: { order_reference: "A-1042", amount: 12 },
    responseMessages: [
      { text: { text: ["One moment"] } },
      { liveAgentHandoff: { metadata: { queue: "Billing", amount: 12 } } },
    ],
  }),
];

describe("Dialogflow CX", () => {
  it("puts the turns of a conversation together", () => {
    const { conversations, problems } = foldPayloads(dialogflowCx, [
      [TURNS[2], TURNS[0], TURNS[3], TURNS[1]],
    ]);
    expect(problems).toEqual([]);
    expect(conversations["s-1"]).toEqual({
      conversation: {
        bot: "a-1",
        language: "en",
        queryType: "refund",
        startedAt: "2026-05-28T10:00:01.123456Z",
        endedAt: "2026-05-28T10:00:04.123456Z",
        outcome: "handed_off",
        customerMessages: 4,
        botMessages: 4,
        failedAttempts: 2,
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T10:00:04.123456Z",
          reasonRaw: "NO_MATCH",
          queue: "Billing",
          failedAttempts: 2,
          context: { fields: [{ name: "amount", passed: "structured" }, { name: "order_reference" }] },
        },
      },
      surveys: {},
      messages: [
        "customer: hi",
        "bot: reply 1",
        "customer: refund",
        "bot: reply 2",
        "customer: asdf",
        "bot: reply 3",
        "customer: help",
        "bot: One moment",
      ],
    });
  });

  it("counts nothing where turns are missing", () => {
    const told = foldPayloads(dialogflowCx, [[TURNS[2], TURNS[3]]]).conversations["s-1"];
    expect(told?.conversation).toMatchObject({ outcome: "handed_off" });
    expect(told?.conversation).not.toHaveProperty("failedAttempts");
  });

  it("takes the metadata's reason before a failure, and snake case like camel case", () => {
    const row = turn(
      1,
      "x",
      {},
      {
        response: {
          query_result: {
            text: "x",
            match: { match_type: "INTENT", intent: { display_name: "refund" } },
            response_messages: [{ live_agent_handoff: { metadata: { reason: "limit" } } }],
          },
        },
      },
    );
    expect(foldPayloads(dialogflowCx, [row]).conversations["s-1"]).toMatchObject({
      conversation: { queryType: "refund" },
      handoffs: { "1": { reasonRaw: "limit" } },
    });
  });

  it("is the same in any order of files that grow", () => {
    expectAnyOrder(dialogflowCx, [
      TURNS.slice(0, 2),
      TURNS,
      TURNS.slice(2),
      [turn(1, "a", match("INTENT", "x"), { conversation_name: "n/sessions/s-2" })],
    ]);
  });

  it("says which row is not understood", () => {
    expect(foldPayloads(dialogflowCx, [[TURNS[0], { hello: 1 }]]).problems).toEqual([
      "row 2: A row needs conversation_name, turn_position and request_time.",
    ]);
  });
});

describe("CX Insights", () => {
  const row = (id: string, rest: object) => ({
    conversationName: `projects/p/locations/l/conversations/${id}`,
    startTimestampUtc: 1_780_000_000,
    durationNanos: 60_000_000_000,
    turnCount: 7,
    languageCode: "en-US",
    medium: "CHAT",
    conversationUpdateTimestampUtc: 1_780_001_000,
    ...rest,
  });

  it("knows who was handed off, who stayed, and what was between people alone", () => {
    const rows = [
      row("a", {
        liveAgentHandoff: true,
        qualityMetadata: { customerSatisfactionRating: 4, agentInfo: [{ agentId: "u-1", team: "Billing" }] },
      }),
      row("b", { liveAgentHandoff: false, medium: "PHONE_CALL" }),
      row("c", { liveAgentHandoff: false, sentences: [{ participantRole: "HUMAN_AGENT" }] }),
      row("d", {}),
    ];
    const { conversations, notBot } = foldPayloads(cxInsights, [rows]);
    expect(notBot).toEqual(["c", "d"]);
    expect(conversations.a).toMatchObject({
      conversation: { outcome: "handed_off", channel: "web_chat", attributes: { turns: 7 } },
      handoffs: { "1": { agentId: "u-1", queue: "Billing" } },
      surveys: { csat: { score: 4 } },
    });
    expect(conversations.a?.surveys.csat).not.toHaveProperty("scaleMax");
    expect(conversations.b?.conversation).toMatchObject({
      outcome: "contained",
      channel: "voice",
      endedAt: "2026-05-28T20:27:40Z",
    });
    expectAnyOrder(cxInsights, rows);
  });

  it("says what it does not understand", () => {
    expect(foldPayloads(cxInsights, [{ hello: 1 }, { conversationName: "x" }]).problems).toHaveLength(2);
  });
});
