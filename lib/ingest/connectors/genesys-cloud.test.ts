import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
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

describe("pages of a details job", () => {
  it("may come as a list, and empty ones are no mistake", () => {
    const pages = [{ conversations: [detail([BOT, ACD])] }, { conversations: [], cursor: "x" }];
    expect(foldPayloads(genesysCloud, [pages]).conversations["g-1"]?.conversation).toMatchObject({
      outcome: "handed_off",
    });
    expect(foldPayloads(genesysCloud, [{ conversations: [] }])).toEqual({
      conversations: {},
      notBot: [],
      problems: [],
    });
  });

  it("tell the bot before the agent from a survey bot after", () => {
    const survey = {
      purpose: "botflow",
      sessions: [
        {
          mediaType: "message",
          flow: { flowName: "Survey", flowType: "DIGITALBOT" },
          segments: [segment("10:20:00", "10:21:00")],
        },
      ],
    };
    const agents = [ACD, agent("u-1", "10:03:00", "10:20:00")];
    const told = foldPayloads(genesysCloud, [detail([survey, BOT, ...agents])]).conversations["g-1"];
    expect(told).toMatchObject({
      conversation: { bot: "Ava", outcome: "handed_off", endedAt: at("10:02:00") },
      handoffs: { "1": { agentId: "u-1", status: "connected" } },
    });
    expect(foldPayloads(genesysCloud, [detail([...agents, survey])]).notBot).toEqual(["g-1"]);
  });
});

describe("detail events", () => {
  const ID = "1bc96a39-6725-40c4-9345-db72aa67b8c6";
  const event = (name: string, time: string, body: object = {}) => ({
    topicName: `v2.detail.events.conversation.${ID}.${name}`,
    version: "2",
    eventBody: {
      eventTime: Date.parse(at(time)),
      conversationId: ID,
      mediaType: "MESSAGE",
      messageType: "WEBMESSAGING",
      ...body,
    },
    metadata: { CorrelationId: "c" },
  });
  const FLOW = { flowType: "DIGITALBOT", flowId: "f-1", flowVersion: "3.0" };
  const EVENTS = [
    event("customer.start", "10:00:00"),
    event("flow.start", "10:00:01", FLOW),
    event("flow.end", "10:02:00", { ...FLOW, exitReason: "FLOW_EXIT", transferType: "ACD" }),
    event("acd.start", "10:02:01", { queueId: "q-1" }),
    event("user.start", "10:02:30", { userId: "u-0" }),
    event("acd.end", "10:03:00", { acdOutcome: "ANSWERED", queueId: "q-1" }),
    event("user.end", "10:10:00", { userId: "u-1", connectedDurationMs: 420_000 }),
  ];
  const inEventBridge = (notification: ReturnType<typeof event>) => ({
    version: "0",
    "detail-type": "v2.detail.events.conversation.{id}.x",
    source: "aws.partner/genesys.com/cloud/org/x",
    time: at("12:00:00"),
    detail: { ...notification, timestamp: at("12:00:00") },
  });

  it("come to a conversation and its hand-off, in any order, from notifications and EventBridge", () => {
    const told = foldPayloads(genesysCloud, EVENTS);
    expect(told).toEqual({
      conversations: {
        [ID]: {
          conversation: {
            bot: "f-1",
            botVersion: "3.0",
            channel: "web_chat",
            startedAt: at("10:00:00"),
            endedAt: at("10:02:00"),
            outcome: "handed_off",
          },
          handoffs: {
            "1": {
              requestedAt: at("10:02:00"),
              connectedAt: at("10:03:00"),
              endedAt: at("10:10:00"),
              status: "connected",
              agentId: "u-1",
              queue: "q-1",
              reasonRaw: "FLOW_EXIT",
              attributes: { transferType: "ACD" },
            },
          },
          surveys: {},
          messages: [],
        },
      },
      notBot: [],
      problems: [],
    });
    expect(foldPayloads(genesysCloud, EVENTS.map(inEventBridge))).toEqual(told);
    expectAnyOrder(genesysCloud, EVENTS);
  });

  it("of a customer who gave up while an agent's phone rang reach nobody", () => {
    const gaveUp = event("acd.end", "10:04:00", { acdOutcome: "ABANDON" });
    const rang = event("user.end", "10:03:30", { userId: "u-0", connectedDurationMs: 0 });
    const told = foldPayloads(genesysCloud, [...EVENTS.slice(0, 5), rang, gaveUp]).conversations[ID];
    expect(told?.handoffs["1"]).toMatchObject({ status: "abandoned" });
    expect(told?.handoffs["1"]).not.toHaveProperty("agentId");
  });

  it("without a bot flow are no bot conversation, and other topics are irrelevant", () => {
    const menu = event("flow.start", "10:00:01", { flowType: "INBOUNDCALL", flowId: "f" });
    expect(foldPayloads(genesysCloud, [menu, ...EVENTS.slice(3)]).notBot).toEqual([ID]);
    const other = { topicName: "v2.users.7a1c.presence", eventBody: { source: "PURECLOUD" } };
    expect(genesysCloud.map(other, { receivedAt: at("10:00:00"), options: {} })).toMatchObject({
      irrelevant: 1,
      problems: [],
    });
    const nameless = { topicName: `v2.detail.events.conversation.${ID}.acd.start`, eventBody: {} };
    expect(foldPayloads(genesysCloud, [nameless]).problems).toEqual([
      "payload: The event names no conversation (eventBody.conversationId).",
    ]);
  });
});
