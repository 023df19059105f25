import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
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

describe("the other ways out of Dialogflow CX", () => {
  it("an answer of BigQuery's REST API has its rows in f and v", () => {
    const names = [
      "conversation_name",
      "turn_position",
      "request_time",
      "agent_id",
      "language_code",
      "response",
    ];
    const body = {
      kind: "bigquery#queryResponse",
      schema: { fields: names.map((name) => ({ name, type: "STRING", mode: "NULLABLE" })) },
      rows: TURNS.map((row) => ({
        f: names.map((name) => ({
          v: String(name === "request_time" ? epoch(row) : row[name as keyof typeof row]),
        })),
      })),
      totalRows: "4",
    };
    const told = foldPayloads(dialogflowCx, [body]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["s-1"]).toMatchObject({
      conversation: { outcome: "handed_off", failedAttempts: 2, startedAt: "2026-05-28T10:00:01.123456Z" },
    });
  });

  /** As BigQuery writes times there: seconds with a fraction, in E notation. */
  function epoch({ request_time }: (typeof TURNS)[number]): string {
    const seconds = Date.parse(`${request_time.slice(0, 19).replace(" ", "T")}Z`) / 1000;
    return `${(seconds + 0.123456) / 1e9}E9`;
  }

  it("entries of Cloud Logging are turns without a number; requests are skipped", () => {
    const entry = (second: number, jsonPayload: object) => ({
      insertId: `i${second}`,
      jsonPayload,
      resource: { type: "global", labels: { project_id: "p" } },
      timestamp: `2026-05-28T10:00:0${second}.5Z`,
      severity: "INFO",
      labels: { agent_id: "a-1", location_id: "global", session_id: "s-9" },
      logName: "projects/p/logs/dialogflow-runtime.googleapis.com%2Frequests",
    });
    const answered = (said: string, result: object) => ({
      responseId: said,
      queryResult: { text: said, languageCode: "de", ...result },
    });
    const log = [
      entry(2, { queryInput: { text: { text: "refund" } }, session: "x/sessions/s-9" }),
      entry(3, answered("refund", match("INTENT", "refund"))),
      entry(5, answered("hm", match("NO_MATCH"))),
      entry(
        7,
        answered("a person", { ...match("INTENT", "agent"), responseMessages: [{ liveAgentHandoff: {} }] }),
      ),
    ];
    const told = foldPayloads(dialogflowCx, [{ entries: [...log].reverse() }]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["s-9"]).toMatchObject({
      conversation: { bot: "a-1", language: "de", outcome: "handed_off" },
      handoffs: { "1": { requestedAt: "2026-05-28T10:00:07.5Z", reasonRaw: "NO_MATCH" } },
      messages: ["customer: refund", "customer: hm", "customer: a person"],
    });
    // How many turns came before the first entry is not known, so nothing is counted.
    expect(told.conversations["s-9"]?.conversation).not.toHaveProperty("customerMessages");
  });

  it("an answer of detectIntent names its session, and is dated by its receipt", () => {
    const session = "projects/p/locations/global/agents/a-1/sessions/s-8";
    const answer = {
      responseId: "r",
      queryResult: {
        text: "agent",
        responseMessages: [{ liveAgentHandoff: { metadata: { reason: "limit" } } }],
        diagnosticInfo: { "Session Id": "s-8" },
      },
    };
    const request = {
      detectIntentResponseId: "d",
      intentInfo: { displayName: "refund" },
      sessionInfo: { session, parameters: { order_reference: "A-1042" } },
      fulfillmentInfo: { tag: "lookup" },
      text: "refund please",
      languageCode: "en",
    };
    const told = foldPayloads(dialogflowCx, [request, answer]).conversations["s-8"];
    expect(told).toMatchObject({
      conversation: { bot: "a-1", language: "en", outcome: "handed_off" },
      handoffs: { "1": { reasonRaw: "limit", requestedAt: "2026-11-16T09:00:00Z" } },
    });
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

  it("reads a conversation of the API, whose two sides show that it was handed off", () => {
    const segment = (role: string) => ({ text: "x", segmentParticipant: { role } });
    const chat = {
      name: "projects/p/locations/l/conversations/e",
      startTime: "2026-05-28T10:00:00Z",
      duration: "61.5s",
      medium: "CHAT",
      transcript: {
        transcriptSegments: [segment("AUTOMATED_AGENT"), segment("END_USER"), segment("HUMAN_AGENT")],
      },
    };
    const told = foldPayloads(cxInsights, [{ conversations: [chat], nextPageToken: "x" }]);
    expect(told.conversations.e?.conversation).toMatchObject({ outcome: "handed_off" });
    const alone = { ...chat, transcript: { transcriptSegments: [segment("AUTOMATED_AGENT")] } };
    expect(foldPayloads(cxInsights, [alone]).conversations.e?.conversation).toMatchObject({
      outcome: "contained",
      endedAt: "2026-05-28T10:01:01.5Z",
    });
  });

  it("reads flat columns and numbers in strings", () => {
    const flat = row("f", {
      liveAgentHandoff: "true",
      startTimestampUtc: "1780000000",
      durationNanos: "60000000000",
      turnCount: "7",
      "qualityMetadata.customerSatisfactionRating": "3",
    });
    expect(foldPayloads(cxInsights, [[flat]]).conversations.f).toMatchObject({
      conversation: { outcome: "handed_off", startedAt: "2026-05-28T20:26:40Z" },
      surveys: { csat: { score: 3 } },
    });
  });
});
