import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { salesforce } from "./salesforce";

const session = (id: string, AgentType: string, rest: object = {}) => ({
  attributes: { type: "MessagingSession" },
  Id: id,
  AgentType,
  Status: "Ended",
  ChannelType: "EmbeddedMessaging",
  StartTime: "2026-05-28T10:00:00.000+0000",
  EndTime: "2026-05-28T10:20:00.000+0000",
  LastModifiedDate: "2026-05-28T10:21:00.000+0000",
  OwnerId: "005x1",
  ...rest,
});
const HANDED = session("0Mw1", "BotToAgent", { AcceptTime: "2026-05-28T10:03:00.000+0000", CaseId: "500x" });

it("reads a query's answer by agent type", () => {
  const { conversations, notBot } = foldPayloads(salesforce, [
    {
      totalSize: 4,
      records: [HANDED, session("0Mw2", "Bot"), session("0Mw3", "Agent"), session("0Mw4", "System")],
    },
  ]);
  expect(notBot).toEqual(["0Mw3", "0Mw4"]);
  expect(conversations["0Mw1"]).toEqual({
    conversation: {
      startedAt: "2026-05-28T10:00:00Z",
      channel: "web_chat",
      outcome: "handed_off",
      attributes: { caseId: "500x" },
    },
    handoffs: {
      "1": {
        connectedAt: "2026-05-28T10:03:00Z",
        endedAt: "2026-05-28T10:20:00Z",
        status: "connected",
        agentId: "005x1",
      },
    },
    surveys: {},
    messages: [],
  });
  expect(conversations["0Mw2"]?.conversation).toMatchObject({
    outcome: "contained",
    endedAt: "2026-05-28T10:20:00Z",
  });
});

it("tells a session that nobody accepted, and one that goes on", () => {
  const lost = session("0Mw5", "BotToAgent", { OwnerId: "00Gq" });
  expect(foldPayloads(salesforce, [lost]).conversations["0Mw5"]?.handoffs["1"]).toEqual({
    status: "abandoned",
    queue: "00Gq",
  });
  const open = session("0Mw6", "Bot", { Status: "Active", EndTime: null });
  expect(foldPayloads(salesforce, [open]).conversations["0Mw6"]?.conversation).toMatchObject({
    outcome: "open",
  });
});

it("reads a report's columns and change events, in any order", () => {
  const row = {
    Id: "0Mw1",
    "Agent Type": "BotToAgent",
    "Start Time": "2026-05-28T10:00:00Z",
    "Accept Time": "2026-05-28T10:03:00Z",
  };
  expect(foldPayloads(salesforce, [[row]]).conversations["0Mw1"]).toMatchObject({
    conversation: { outcome: "handed_off" },
    handoffs: { "1": { connectedAt: "2026-05-28T10:03:00Z" } },
  });
  const change = {
    data: {
      payload: {
        ChangeEventHeader: {
          entityName: "MessagingSession",
          recordIds: ["0Mw1"],
          changeType: "UPDATE",
          commitTimestamp: 1779963780000,
        },
        AcceptTime: "2026-05-28T10:03:00Z",
      },
    },
  };
  expectAnyOrder(salesforce, [
    session("0Mw1", "BotToAgent", {
      AcceptTime: null,
      EndTime: null,
      LastModifiedDate: "2026-05-28T10:02:00Z",
    }),
    change,
    HANDED,
  ]);
});

it("says what it does not understand", () => {
  expect(
    foldPayloads(salesforce, [{ hello: 1 }, { Id: "x", StartTime: "2026-05-28T10:00:00Z" }]).problems,
  ).toHaveLength(2);
});

const change = (fields: object, entityName = "MessagingSession") => ({
  data: {
    schema: "x",
    payload: {
      ChangeEventHeader: {
        entityName,
        recordIds: ["0Mw2"],
        changeType: "UPDATE",
        commitTimestamp: 1779964800000,
      },
      ...fields,
    },
    event: { replayId: 7 },
  },
  channel: "/data/MessagingSessionChangeEvent",
});

it("makes no hand-off of the end of a session that the bot kept", () => {
  const told = foldPayloads(salesforce, [
    session("0Mw2", "Bot", { EndTime: null, Status: "Active" }),
    change({ Status: "Ended", EndTime: "2026-05-28T10:40:00Z" }),
  ]);
  expect(told.problems).toEqual([]);
  expect(told.conversations["0Mw2"]?.handoffs).toEqual({});
});

it("reads an enriched change event whole, and leaves out those of other tables", () => {
  const enriched = change({
    AgentType: "BotToAgent",
    StartTime: "2026-05-28T10:00:00Z",
    AcceptTime: "2026-05-28T10:03:00Z",
    OwnerId: "005x9",
  });
  expect(foldPayloads(salesforce, [change({ Subject: "x" }, "Case"), enriched])).toMatchObject({
    conversations: {
      "0Mw2": { conversation: { outcome: "handed_off" }, handoffs: { "1": { agentId: "005x9" } } },
    },
    problems: [],
  });
});

it("knows the labels of reports, and refuses other tables and agent types that are not documented", () => {
  const row = {
    "Messaging Session ID": "0Mw8",
    "Agent Type": "Bot & Agent",
    "Start Time": "2026-05-28T10:00:00Z",
  };
  expect(foldPayloads(salesforce, [[row]]).conversations["0Mw8"]?.conversation).toMatchObject({
    outcome: "handed_off",
  });
  const records = [{ attributes: { type: "Case" }, Id: "500" }, session("0Mw9", "Robot")];
  expect(foldPayloads(salesforce, [{ totalSize: 2, done: true, records }]).problems).toEqual([
    "item 1: This is a row of Case. Baton reads rows of MessagingSession.",
    "item 2: AgentType is none of Agent, Bot, BotToAgent and System.",
  ]);
});

describe("conversation entries", () => {
  const entry = (id: string, ActorType: string, time: string, Message: string | null) => ({
    attributes: { type: "ConversationEntry" },
    Id: id,
    ConversationId: "0dw1",
    ActorType,
    ActorId: `${ActorType}-1`,
    EntryType: Message === null ? "ParticipantChanged" : "Text",
    EntryTime: `2026-05-28T${time}.000+0000`,
    Message,
  });
  const TALK = [
    entry("e1", "EndUser", "10:00:01", "refund"),
    entry("e2", "Bot", "10:00:02", "one moment"),
    entry("e3", "System", "10:02:00", null),
    entry("e4", "Agent", "10:03:05", "Ben here"),
  ];
  const within = { ...HANDED, ConversationId: "0dw1" };
  const later = session("0Mw7", "Bot", {
    ConversationId: "0dw1",
    StartTime: "2026-05-28T12:00:00.000+0000",
    EndTime: "2026-05-28T12:10:00.000+0000",
  });

  it("belong to the session of their conversation that ran at their time", () => {
    const told = foldPayloads(salesforce, [[{ records: TALK }, { records: [later, within] }]]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["0Mw1"]?.messages).toEqual([
      "customer: refund",
      "bot: one moment",
      "agent: Ben here",
    ]);
    expect(told.conversations["0Mw7"]).toMatchObject({ handoffs: {}, messages: [] });
  });

  it("without their session are kept with a clear error", () => {
    expect(foldPayloads(salesforce, [{ records: TALK.slice(0, 1) }]).problems[0]).toContain(
      "names only its Conversation",
    );
  });

  it("of the Connect API name the session themselves", () => {
    const answer = {
      conversationIdentifier: "x",
      conversationEntries: [
        {
          identifier: "m1",
          messageText: "Ben here",
          clientTimestamp: Date.parse("2026-05-28T10:03:05Z"),
          relatedRecords: ["0Mw1"],
          sender: { appType: "agent", role: "Agent", subject: "005x1" },
        },
      ],
    };
    expect(foldPayloads(salesforce, [HANDED, answer]).conversations["0Mw1"]).toMatchObject({
      messages: ["agent: Ben here"],
      handoffs: { "1": { connectedAt: "2026-05-28T10:03:00Z", agentId: "005x1" } },
    });
  });
});
