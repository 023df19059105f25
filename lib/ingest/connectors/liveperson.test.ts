import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { livePerson } from "./liveperson";

const T = 1_780_000_000_000;
const message = (seq: number, participantId: string, text: string, rest: object = {}) => ({
  seq,
  timeL: T + seq * 1000,
  participantId,
  sentBy: participantId === "cons" ? "Consumer" : "Agent",
  messageData: { msg: { text } },
  ...rest,
});
const record = (rest: object = {}) => ({
  info: {
    conversationId: "lp-1",
    startTimeL: T,
    endTimeL: T + 900_000,
    source: "SHARK",
    csatRate: 4.5,
    ...((rest as { info?: object }).info ?? {}),
  },
  consumerParticipants: [{ participantId: "cons" }],
  agentParticipants: [
    { agentId: "bot-1", agentFullName: "Ava", userType: "2", userTypeName: "Bot", timeL: T + 1000 },
    { agentId: "p-1", agentFullName: "Ben", userType: "1", userTypeName: "Human", timeL: T + 120_000 },
    { agentId: "sys", userType: "0", userTypeName: "System", timeL: T },
  ],
  transfers: [
    {
      timeL: T + 60_000,
      sourceAgentId: "bot-1",
      targetSkillName: "Billing",
      assignedAgentId: "undefined",
      reason: "back2Q",
    },
    {
      timeL: T + 300_000,
      sourceAgentId: "p-1",
      targetSkillName: "Refunds",
      assignedAgentId: "null",
      reason: "Skill",
    },
  ],
  messageRecords: [
    message(1, "cons", "refund"),
    message(2, "bot-1", "one moment", {
      contextData: JSON.stringify({
        structuredMetadata: [
          { botResponse: { intents: [{ id: "refund_intent", confidence: "HIGH" }] } },
          { actionReason: { reason: "over limit", reasonId: "7" } },
        ],
      }),
    }),
    message(3, "p-1", "hello"),
  ],
  summary: { text: "Wants money back" },
  conversationSurveys: [
    { surveyType: "PCS", surveyData: [{ question: "Did you have to repeat yourself?", answer: "Yes" }] },
  ],
  ...rest,
  ...((rest as { info?: object }).info
    ? {
        info: {
          conversationId: "lp-1",
          startTimeL: T,
          endTimeL: T + 900_000,
          source: "SHARK",
          ...(rest as { info?: object }).info,
        },
      }
    : {}),
});

it("reads a conversation with a bot, a transfer to people, and one between them", () => {
  const { conversations, problems } = foldPayloads(livePerson, [{ conversationHistoryRecords: [record()] }]);
  expect(problems).toEqual([]);
  expect(conversations["lp-1"]).toMatchObject({
    conversation: {
      bot: "Ava",
      channel: "web_chat",
      queryType: "refund_intent",
      outcome: "handed_off",
      customerMessages: 1,
      botMessages: 1,
    },
    handoffs: {
      "1": {
        requestedAt: "2026-05-28T20:27:40Z",
        connectedAt: "2026-05-28T20:28:40Z",
        status: "connected",
        queue: "Billing",
        agentId: "p-1",
        reasonRaw: "over limit",
        context: { transcript: true, summary: "Wants money back" },
      },
      "2": { from: "agent", queue: "Refunds" },
    },
    surveys: { csat: { score: 4.5, hadToRepeat: true } },
    messages: ["customer: refund", "bot: one moment", "agent: hello"],
  });
  expect(conversations["lp-1"]?.handoffs["2"]).not.toHaveProperty("agentId");
});

it("tells open, contained and people alone apart", () => {
  const bot = [record().agentParticipants[0]];
  const alone = record({ agentParticipants: bot, transfers: [] });
  expect(foldPayloads(livePerson, [alone]).conversations["lp-1"]?.conversation).toMatchObject({
    outcome: "contained",
  });
  const open = record({ agentParticipants: bot, transfers: [], info: { endTimeL: -1 } });
  expect(foldPayloads(livePerson, [open]).conversations["lp-1"]?.conversation).toMatchObject({
    outcome: "open",
  });
  expect(
    foldPayloads(livePerson, [record({ agentParticipants: [record().agentParticipants[1]] })]).notBot,
  ).toEqual(["lp-1"]);
});

it("is the same in any order of its versions", () => {
  expectAnyOrder(livePerson, [record({ info: { endTimeL: -1 }, transfers: [] }), record()]);
  expect(foldPayloads(livePerson, [{ hello: 1 }]).problems).toHaveLength(1);
});

it("checks the signature", () => {
  const body = Buffer.from("{}");
  const check = (signature: string) =>
    livePerson.signature?.check(
      { headers: new Headers({ "X-Liveperson-Signature": signature }), urls: [], body, now: 0 },
      "secret",
    );
  expect(check(`sha1=${createHmac("sha1", "secret").update(body).digest("base64")}`)).toBe("valid");
  expect(check("sha1=x")).toBe("invalid");
});

it("does not take the survey bot that comes after the person for the bot that hands off", () => {
  const person = { agentId: "p-1", userType: "1", userTypeName: "Human", timeL: T + 1000 };
  const survey = {
    agentId: "bot-9",
    agentFullName: "Survey",
    userType: "2",
    userTypeName: "Bot",
    timeL: T + 800_000,
  };
  const only = record({ agentParticipants: [survey, person], transfers: [] });
  expect(foldPayloads(livePerson, [only]).notBot).toEqual(["lp-1"]);
  const both = record();
  const participants = [survey, ...both.agentParticipants];
  expect(
    foldPayloads(livePerson, [
      [{ conversationHistoryRecords: [{ ...both, agentParticipants: participants }] }],
    ]).conversations["lp-1"],
  ).toMatchObject({ conversation: { bot: "Ava", outcome: "handed_off" } });
});

it("does not take a manager who looked in for somebody who took over, unless it was assigned to them", () => {
  const [bot] = record().agentParticipants;
  const manager = {
    agentId: "m-1",
    userType: "1",
    userTypeName: "Human",
    permission: "MANAGER",
    timeL: T + 60_000,
  };
  const looked = record({ agentParticipants: [bot, manager], transfers: [] });
  expect(foldPayloads(livePerson, [looked]).conversations["lp-1"]).toMatchObject({
    conversation: { outcome: "contained" },
    handoffs: {},
  });
  const interactions = [{ assignedAgentId: "m-1", interactionTimeL: T + 60_000, interactiveSequence: 1 }];
  expect(
    foldPayloads(livePerson, [{ ...looked, interactions }]).conversations["lp-1"]?.handoffs["1"],
  ).toMatchObject({
    agentId: "m-1",
    status: "connected",
  });
});

it("reads an open conversation as the documentation shows it: words for nothing, -1, the consumer in the singular", () => {
  const shown = {
    info: {
      startTime: "2016-08-29 14:30:24.565+0000",
      endTime: "undefined",
      endTimeL: -1,
      conversationId: "e5c58e49",
      latestSkillId: -1,
      source: "APP",
      status: "OPEN",
    },
    messageRecords: [],
    agentParticipants: [
      { agentId: "7", userType: "2", time: "2016-08-29 14:30:25.000+0000", permission: "ASSIGNED_AGENT" },
    ],
    consumerParticipant: [{ participantId: "f92c9890", token: "undefined" }],
    conversationSurveys: [
      {
        surveyType: "Satisfaction",
        surveyStatus: "FILLED",
        surveyData: [{ question: "Confirm Resolution", answer: "Yes" }],
      },
    ],
  };
  expect(
    foldPayloads(livePerson, [{ _metadata: { count: 1 }, conversationHistoryRecords: [shown] }]),
  ).toMatchObject({
    conversations: {
      e5c58e49: {
        conversation: {
          startedAt: "2016-08-29T14:30:24.565Z",
          channel: "in_app",
          outcome: "open",
          customerHash: "hash",
        },
        handoffs: {},
      },
    },
    problems: [],
  });
});
