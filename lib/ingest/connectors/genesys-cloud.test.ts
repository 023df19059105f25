import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "../connector-facts";
import sample from "./fixtures/genesys-cloud-conversation.json" with { type: "json" };
import { genesysCloud } from "./genesys-cloud";

const at = (time: string) => `2026-05-28T${time}Z`;
const segment = (from: string, to: string | undefined, rest: object = {}) => ({
  segmentStart: at(from),
  ...(to ? { segmentEnd: at(to) } : {}),
  segmentType: "interact",
  ...rest,
});
const BOT = {
  purpose: "customer",
  externalContactId: "ext-1",
  sessions: [
    {
      mediaType: "message",
      messageType: "webmessaging",
      flow: {
        flowName: "Ava",
        flowVersion: "12.0",
        flowType: "DIGITALBOT",
        startingLanguage: "en-us",
        endingLanguage: "de-de",
        exitReason: "ExitRecognitionFailure",
        transferType: "ACD",
        transferTargetName: "Billing",
      },
      segments: [segment("10:00:00", "10:02:00", { disconnectType: "transfer" })],
    },
  ],
};
const ACD = {
  purpose: "acd",
  sessions: [{ mediaType: "message", segments: [segment("10:02:00", "10:03:00", { queueId: "q-1" })] }],
};
const agent = (id: string, from: string, to: string | undefined) => ({
  purpose: "agent",
  userId: id,
  sessions: [
    {
      mediaType: "message",
      segments: [segment(from, from, { segmentType: "alert" }), segment(from, to, { queueId: "q-2" })],
    },
  ],
});
const detail = (participants: readonly object[], rest: object = {}) => ({
  conversationId: "g-1",
  conversationStart: at("10:00:00"),
  conversationEnd: at("10:20:00"),
  participants,
  ...rest,
});

describe("conversation details", () => {
  it("of people alone are no bot conversation", () => {
    expect(foldPayloads(genesysCloud, [sample])).toEqual({
      conversations: {},
      notBot: ["1bc96a39-6725-40c4-9345-db72aa67b8c6"],
      problems: [],
    });
  });

  it("tell of the bot flow, the queue, the agent and a transfer between agents", () => {
    const body = {
      conversations: [
        detail([BOT, ACD, agent("u-1", "10:03:00", "10:08:00"), agent("u-2", "10:08:30", "10:20:00")]),
      ],
    };
    expect(foldPayloads(genesysCloud, [body]).conversations["g-1"]).toEqual({
      conversation: {
        bot: "Ava",
        botVersion: "12.0",
        channel: "web_chat",
        language: "de-DE",
        startedAt: at("10:00:00"),
        endedAt: at("10:02:00"),
        outcome: "handed_off",
        customerHash: "hash",
      },
      handoffs: {
        "1": {
          requestedAt: at("10:02:00"),
          connectedAt: at("10:03:00"),
          endedAt: at("10:08:00"),
          status: "connected",
          agentId: "u-1",
          queue: "Billing",
          reasonRaw: "ExitRecognitionFailure",
          attributes: { transferType: "ACD" },
        },
        "2": {
          from: "agent",
          requestedAt: at("10:08:30"),
          connectedAt: at("10:08:30"),
          endedAt: at("10:20:00"),
          status: "connected",
          agentId: "u-2",
          queue: "q-2",
        },
      },
      surveys: {},
      messages: [],
    });
  });

  it("tell contained, open and abandoned in the queue apart", () => {
    const alone = { ...BOT, sessions: [{ ...BOT.sessions[0], flow: { flowName: "Ava", flowType: "BOT" } }] };
    const outcome = (participants: readonly object[], rest: object = {}) =>
      foldPayloads(genesysCloud, [detail(participants, rest)]).conversations["g-1"];
    expect(outcome([alone])?.conversation).toMatchObject({ outcome: "contained" });
    expect(outcome([alone], { conversationEnd: undefined })?.conversation).toMatchObject({ outcome: "open" });
    expect(outcome([BOT, ACD])?.handoffs["1"]).toMatchObject({ status: "abandoned" });
    expect(outcome([BOT, ACD], { conversationEnd: undefined })?.handoffs["1"]).toMatchObject({
      status: "requested",
    });
  });

  it("carry surveys: promoter scores, and a total without a scale", () => {
    const surveys = [
      {
        surveyId: "s",
        surveyStatus: "Finished",
        surveyPromoterScore: 9,
        oSurveyTotalScore: 80,
        surveyCompletedDate: at("11:00:00"),
      },
    ];
    const told = foldPayloads(genesysCloud, [detail([BOT, ACD], { surveys })]).conversations["g-1"];
    expect(told?.surveys).toMatchObject({ "s-nps": { kind: "nps", score: 9 }, s: { score: 80 } });
    expect(told?.surveys.s).not.toHaveProperty("scaleMax");
  });

  it("survive malformed times and any order of their versions", () => {
    const broken = detail([BOT], { conversationStart: "2021-04-2T10:00:00Z" });
    expect(foldPayloads(genesysCloud, [broken]).conversations["g-1"]?.conversation).toMatchObject({
      startedAt: at("10:00:00"),
    });
    expectAnyOrder(genesysCloud, [
      detail([BOT, ACD], { conversationEnd: undefined }),
      detail([BOT, ACD, agent("u-1", "10:03:00", undefined)], { conversationEnd: undefined }),
      detail([BOT, ACD, agent("u-1", "10:03:00", "10:20:00")]),
    ]);
  });

  it("are told from anything else", () => {
    expect(foldPayloads(genesysCloud, [{ hello: 1 }]).problems).toHaveLength(1);
  });
});
