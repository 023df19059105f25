import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { botFramework } from "./bot-framework";
import { copilotStudio } from "./copilot-studio";
import sample from "./fixtures/copilot-studio-transcript.json" with { type: "json" };

const AT = 1_780_000_000;
const USER = { id: "u", role: 1 };
const BOT = { id: "b", role: 0 };
const message = (from: object, text: string, at: number) => ({
  id: `m-${at}`,
  type: "message",
  timestamp: at,
  from,
  text,
  channelId: "directline",
});
const session = (outcome: string, rest: object = {}) => ({
  valueType: "SessionInfo",
  type: "trace",
  timestamp: AT + 60,
  value: {
    startTimeUtc: "2026-05-28T20:26:40.1234567Z",
    endTimeUtc: "2026-05-28T20:27:40Z",
    type: "Engaged",
    outcome,
    turnCount: 2,
    ...rest,
  },
});
const INITIATE = {
  id: "e-1",
  type: "event",
  name: "handoff.initiate",
  timestamp: AT + 50,
  from: BOT,
  value: {
    va_LastTopic: "Refund",
    va_LastPhrase: "I want my money back",
    va_AgentMessage: "Refund over the limit",
    va_BotName: "Ava",
    va_ConversationId: "conv-1",
    order_reference: "A-1042",
  },
  attachments: [{ name: "Transcript", contentType: "application/json", content: { activities: [] } }],
};
const row = (activities: readonly object[], rest: object = {}) => ({
  conversationtranscriptid: "0f6a",
  name: "conv-1_bot-9",
  conversationstarttime: "2026-05-28T20:26:40Z",
  modifiedon: "2026-05-28T21:05:00Z",
  metadata: JSON.stringify({ BotId: "bot-9", BotName: "Ava", AADTenantId: "t" }),
  content: JSON.stringify({ activities }),
  ...rest,
});
const TALK = [message(USER, "I want my money back", AT + 10), message(BOT, "Let me get somebody", AT + 20)];

describe("a transcript of Copilot Studio", () => {
  it("is read from its content alone, and a test is marked", () => {
    const { conversations, problems } = foldPayloads(copilotStudio, [sample]);
    expect(problems).toEqual([]);
    expect(conversations["transcript-61f1cdf1-ee18-4bbc-9ea4-03457c8e2ead"]).toMatchObject({
      conversation: {
        startedAt: "2024-09-09T18:04:50Z",
        endedAt: "2024-09-09T18:05:07Z",
        outcome: "abandoned",
        language: "en-US",
        channel: "web_chat",
        customerMessages: 1,
        botMessages: 3,
        failedAttempts: 1,
        test: true,
      },
      handoffs: {},
    });
  });

  it("tells of a hand-off with its note and details", () => {
    const told = foldPayloads(copilotStudio, [row([...TALK, INITIATE, session("Escalated")])]);
    expect(told.conversations["conv-1"]).toMatchObject({
      conversation: {
        bot: "Ava",
        outcome: "handed_off",
        customerMessages: 1,
        startedAt: "2026-05-28T20:26:40.123456Z",
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:27:30Z",
          reasonRaw: "Explicit transfer",
          attributes: { lastTopic: "Refund" },
          context: {
            transcript: true,
            summary: "Refund over the limit",
            fields: [{ name: "order_reference", passed: "structured" }],
          },
        },
      },
      messages: ["customer: I want my money back", "bot: Let me get somebody"],
    });
  });

  it.each([
    ["Resolved", "contained"],
    ["Abandoned", "abandoned"],
    ["abandon", "abandoned"],
    ["Escalated", "handed_off"],
    ["HandOff", "handed_off"],
    ["None", undefined],
  ])("takes the outcome %s as %s", (outcome, expected) => {
    const told = foldPayloads(copilotStudio, [row([...TALK, session(outcome)])]);
    expect(told.conversations["conv-1"]?.conversation?.outcome).toBe(expected);
  });

  it("counts no customer message in a session nobody engaged in", () => {
    const told = foldPayloads(copilotStudio, [row([TALK[1] ?? {}, session("None", { type: "Unengaged" })])]);
    expect(told.conversations["conv-1"]?.conversation).toMatchObject({ customerMessages: 0 });
  });

  it("keeps the reason that the outcome has", () => {
    const told = foldPayloads(copilotStudio, [
      row([...TALK, session("Escalated", { outcomeReason: "AgentTransferRequestedByUser" })]),
    ]);
    expect(told.conversations["conv-1"]?.handoffs["1"]).toMatchObject({
      reasonRaw: "AgentTransferRequestedByUser",
    });
  });

  it("reads the survey", () => {
    const answer = {
      valueType: "CSATSurveyResponse",
      type: "trace",
      timestamp: AT + 70,
      value: { score: 5, comment: "ok" },
    };
    const told = foldPayloads(copilotStudio, [row([...TALK, answer, session("Resolved")])]);
    expect(told.conversations["conv-1"]?.surveys.csat).toMatchObject({
      score: 5,
      scaleMin: 1,
      scaleMax: 5,
      comment: "ok",
    });
  });

  it("comes as the Web API, Power Automate, a Dataverse webhook and a CSV send it", () => {
    const one = row([...TALK, session("Resolved")]);
    const webhook = {
      MessageName: "Create",
      PrimaryEntityName: "conversationtranscript",
      InputParameters: [
        { key: "Target", value: { Attributes: Object.entries(one).map(([key, value]) => ({ key, value })) } },
      ],
    };
    const csv = {
      "(Do Not Modify) Conversation Transcript": "0f6a",
      Name: one.name,
      Content: one.content,
      Metadata: one.metadata,
      "Conversation Start Time": one.conversationstarttime,
      ModifiedOn: one.modifiedon,
    };
    const expected = foldPayloads(copilotStudio, [one]);
    for (const body of [{ value: [one] }, { body: one }, webhook, [csv]]) {
      expect(foldPayloads(copilotStudio, [body])).toEqual(expected);
    }
  });

  it("is the same in any order, with its batches", () => {
    const first = row([...TALK], { name: "conv-1_bot-9", modifiedon: "2026-05-28T21:05:00Z" });
    const second = row([message(USER, "hello?", AT + 40), INITIATE, session("Escalated")], {
      name: "conv-1_bot-9_1",
      modifiedon: "2026-05-28T21:06:00Z",
    });
    expectAnyOrder(copilotStudio, [
      first,
      second,
      row([...TALK, session("Resolved")], { name: "conv-2_bot-9" }),
    ]);
  });
});

it("says what it does not understand", () => {
  expect(foldPayloads(copilotStudio, [{ hello: 1 }, [1]]).problems).toHaveLength(2);
});

describe("hand-off events of the Bot Framework", () => {
  const conversation = { id: "conv-7" };
  const said = { ...message(USER, "Agent please", AT), from: { id: "u", role: "user" }, conversation };
  const initiate = {
    ...INITIATE,
    conversation,
    channelId: "webchat",
    timestamp: "2026-05-28T20:27:30.1234567Z",
  };
  const accepted = {
    type: "event",
    name: "handoff.status",
    conversation,
    timestamp: "2026-05-28T20:28:00Z",
    value: { state: "accepted", message: "joined" },
  };
  const completed = { ...accepted, timestamp: "2026-05-28T20:40:00Z", value: { state: "completed" } };

  it("come to a hand-off with its person", () => {
    const { conversations } = foldPayloads(botFramework, [accepted, said, initiate, completed]);
    expect(conversations["conv-7"]).toMatchObject({
      conversation: { startedAt: "2026-05-28T20:26:40Z", outcome: "handed_off", bot: "Ava" },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:27:30.123456Z",
          connectedAt: "2026-05-28T20:28:00Z",
          endedAt: "2026-05-28T20:40:00Z",
          status: "connected",
        },
      },
      messages: ["customer: Agent please"],
    });
    expectAnyOrder(botFramework, [accepted, said, initiate, completed]);
  });

  it("count as no bot conversation where only the hub's side is known", () => {
    expect(foldPayloads(botFramework, [accepted])).toMatchObject({ conversations: {}, notBot: ["conv-7"] });
  });

  it("say what is missing", () => {
    expect(
      foldPayloads(botFramework, [{ type: "event", name: "handoff.initiate" }, {}]).problems,
    ).toHaveLength(2);
  });
});

it("finds the conversation in a row's name by the bot's GUID, whatever underscores its own id has", () => {
  const bot = "5e1f7b1e-0c1f-4d5c-9d5e-3a1b2c3d4e5f";
  const told = foldPayloads(copilotStudio, [
    row(TALK, { name: `a:1x_Yz-9_q_${bot}` }),
    row(TALK, { name: `Ab12-us_${bot}_1` }),
    row(TALK, { name: "conv-1_bot-9" }),
  ]);
  expect(Object.keys(told.conversations).sort()).toEqual(["Ab12-us", "a:1x_Yz-9_q", "conv-1"]);
});

it("tells who wrote by the receiver where a channel says no more, and knows activities of the type handoff", () => {
  const activity = (id: string, rest: object) => ({
    id,
    timestamp: "2026-05-28T10:00:00Z",
    conversation: { id: "bf-9" },
    channelId: "directline",
    ...rest,
  });
  const told = foldPayloads(botFramework, [
    [
      activity("1", {
        type: "message",
        text: "a person",
        from: { id: "u" },
        recipient: { id: "b", role: "bot" },
      }),
      activity("2", {
        type: "message",
        text: "one moment",
        from: { id: "b" },
        recipient: { id: "u", role: "user" },
      }),
      activity("3", { type: "handoff", from: { id: "b", role: "bot" }, value: { reason: "asked" } }),
    ],
  ]).conversations["bf-9"];
  expect([...(told?.messages ?? [])].sort()).toEqual(["bot: one moment", "customer: a person"]);
  expect(told?.handoffs["1"]).toMatchObject({ reasonRaw: "asked", requestedAt: "2026-05-28T10:00:00Z" });
});
