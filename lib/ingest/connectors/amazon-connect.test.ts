import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { amazonConnect } from "./amazon-connect";
import flowEvent from "./fixtures/amazon-connect-flow-event.json" with { type: "json" };

const at = (time: string) => `2026-05-28T${time}Z`;
const ARN = "arn:aws:connect:eu-central-1:1:instance/i";
const RECORD = {
  AWSContactTraceRecordFormatVersion: "2017-03-10",
  ContactId: "c-1",
  InitialContactId: "c-1",
  PreviousContactId: "c-1",
  Channel: "CHAT",
  InitiationMethod: "API",
  InitiationTimestamp: at("10:00:00"),
  DisconnectTimestamp: at("10:20:00"),
  LastUpdateTimestamp: at("10:21:00"),
  Attributes: {
    bot: "Ava",
    handoff_reason: "limit",
    intent: "refund",
    order_reference: "A-1042",
    Language: "en-US",
  },
  Queue: { ARN: `${ARN}/queue/q`, Name: "Billing", EnqueueTimestamp: at("10:02:00") },
  Agent: { ARN: `${ARN}/agent/a`, Username: "ben", ConnectedToAgentTimestamp: at("10:03:00") },
};
const event = (eventType: string, time: string, detail: object = {}) => ({
  version: "0",
  "detail-type": "Amazon Connect Contact Event",
  source: "aws.connect",
  time: at(time),
  detail: { eventType, contactId: "c-1", channel: "CHAT", initiationTimestamp: at("10:00:00"), ...detail },
});
const QUEUED = { queueInfo: { queueType: "STANDARD", enqueueTimestamp: at("10:02:00") } };
const CONNECTED = {
  ...QUEUED,
  agentInfo: { agentArn: `${ARN}/agent/a`, connectedToAgentTimestamp: at("10:03:00") },
};
const EVENTS = [
  event("INITIATED", "10:00:00"),
  event("QUEUED", "10:02:00", QUEUED),
  event("CONNECTED_TO_AGENT", "10:03:00", CONNECTED),
  event("DISCONNECTED", "10:20:00", { ...CONNECTED, disconnectTimestamp: at("10:20:00") }),
];

describe("contact records", () => {
  it("tell of the bot by an attribute, of the queue and the agent", () => {
    expect(foldPayloads(amazonConnect, [RECORD]).conversations["c-1"]).toEqual({
      conversation: {
        bot: "Ava",
        channel: "web_chat",
        language: "en-US",
        queryType: "refund",
        startedAt: at("10:00:00"),
        outcome: "handed_off",
      },
      handoffs: {
        "1": {
          requestedAt: at("10:02:00"),
          connectedAt: at("10:03:00"),
          endedAt: at("10:20:00"),
          status: "connected",
          queue: "Billing",
          agentId: "ben",
          reasonRaw: "limit",
          context: {
            fields: [
              { name: "Language", passed: "structured" },
              { name: "order_reference", passed: "structured" },
            ],
          },
        },
      },
      surveys: {},
      messages: [],
    });
  });

  it("without a sign of a bot are no bot conversation, unless every contact begins with it", () => {
    const plain = { ...RECORD, Attributes: {} };
    expect(foldPayloads(amazonConnect, [plain]).notBot).toEqual(["c-1"]);
    expect(foldPayloads(amazonConnect, [plain], { botAttributes: "*" }).notBot).toEqual([]);
    const own = { ...plain, AiAgents: [{ AiUseCase: "SelfService", AiAgentEscalated: true }] };
    expect(foldPayloads(amazonConnect, [own]).conversations["c-1"]?.conversation).toMatchObject({
      outcome: "handed_off",
    });
  });

  it("tell contained and abandoned in the queue apart", () => {
    const { Queue: _, Agent: __, ...alone } = RECORD;
    expect(foldPayloads(amazonConnect, [alone]).conversations["c-1"]).toMatchObject({
      conversation: { outcome: "contained", endedAt: at("10:20:00") },
      handoffs: {},
    });
    const { Agent: ___, ...queued } = RECORD;
    expect(foldPayloads(amazonConnect, [queued]).conversations["c-1"]?.handoffs["1"]).toMatchObject({
      status: "abandoned",
    });
  });

  it("of a transfer belong to the first contact", () => {
    const transfer = {
      ...RECORD,
      ContactId: "c-2",
      PreviousContactId: "c-1",
      InitiationMethod: "TRANSFER",
      Queue: { Name: "Refunds", EnqueueTimestamp: at("10:20:00") },
      Agent: { ARN: "a2", Username: "eve", ConnectedToAgentTimestamp: at("10:21:00") },
    };
    const told = foldPayloads(amazonConnect, [transfer, RECORD]).conversations["c-1"];
    expect(told?.handoffs["c-2"]).toMatchObject({ from: "agent", queue: "Refunds", agentId: "eve" });
    expect(told?.handoffs["1"]).toMatchObject({ agentId: "ben" });
  });

  it("come through Firehose in base64", () => {
    const body = {
      requestId: "r",
      timestamp: 1,
      records: [{ data: Buffer.from(JSON.stringify(RECORD)).toString("base64") }],
    };
    expect(foldPayloads(amazonConnect, [body])).toEqual(foldPayloads(amazonConnect, [RECORD]));
  });
});

describe("contact events", () => {
  it("count where the record tells of the bot, in any order", () => {
    expect(foldPayloads(amazonConnect, EVENTS).notBot).toEqual(["c-1"]);
    expectAnyOrder(amazonConnect, [...EVENTS, RECORD]);
    const told = foldPayloads(amazonConnect, EVENTS, { botAttributes: "*" }).conversations["c-1"];
    expect(told).toMatchObject({
      conversation: { outcome: "handed_off", startedAt: at("10:00:00") },
      handoffs: { "1": { requestedAt: at("10:02:00"), connectedAt: at("10:03:00"), status: "connected" } },
    });
  });
});

describe("the event of a flow", () => {
  it("in the sample has no sign of a bot", () => {
    expect(foldPayloads(amazonConnect, [flowEvent])).toEqual({
      conversations: {},
      notBot: ["5ca32fbd-8f92-46af-92a5-6b0f970f0efe"],
      problems: [],
    });
  });

  it("tells of the queue where it has one, and never links a contact to itself", () => {
    const told = foldPayloads(amazonConnect, [flowEvent], { botAttributes: "*" });
    expect(told.conversations["5ca32fbd-8f92-46af-92a5-6b0f970f0efe"]).toMatchObject({
      conversation: { outcome: "handed_off", language: "en-US", startedAt: "2026-11-16T09:00:00Z" },
      handoffs: { "1": { queue: "QueueOne" } },
    });
  });
});

it("says what it does not understand", () => {
  expect(foldPayloads(amazonConnect, [{ hello: 1 }, { detail: {} }]).problems).toHaveLength(2);
});

describe("what AWS wraps", () => {
  const base64 = (...values: object[]) =>
    Buffer.from(values.map((value) => JSON.stringify(value)).join("")).toString("base64");
  const OTHER = { ...RECORD, ContactId: "c-2", InitialContactId: "c-2" };

  it("comes to the same from Firehose, Kinesis, a queue, a topic and a file", () => {
    const expected = foldPayloads(amazonConnect, [RECORD]);
    const wrapped: readonly object[] = [
      { requestId: "r", timestamp: 1, records: [{ data: base64(RECORD) }] },
      { Records: [{ kinesis: { data: base64(RECORD), partitionKey: "c-1" }, eventSource: "aws:kinesis" }] },
      { Records: [{ messageId: "m", eventSource: "aws:sqs", body: JSON.stringify(RECORD) }] },
      { Records: [{ EventSource: "aws:sns", Sns: { Message: JSON.stringify(RECORD) } }] },
      { Type: "Notification", MessageId: "m", Message: JSON.stringify(RECORD) },
      { records: [{ data: gzipSync(JSON.stringify(RECORD)).toString("base64") }] },
      [RECORD],
    ];
    for (const body of wrapped) expect(foldPayloads(amazonConnect, [body])).toEqual(expected);
  });

  it("may hold several records in one, and tells what is none", () => {
    const body = {
      records: [{ data: base64(RECORD, OTHER) }, { data: base64({ hello: 1 }) }, { data: "%%" }],
    };
    const told = foldPayloads(amazonConnect, [body]);
    expect(Object.keys(told.conversations)).toEqual(["c-1", "c-2"]);
    expect(told.problems).toHaveLength(2);
  });

  it("EventBridge's events name the queue by its id, and chats over a carrier their subtype", () => {
    const queueInfo = { ...QUEUED.queueInfo, queueArn: `${ARN}/queue/q-77` };
    const segmentAttributes = { "connect:Subtype": { valueString: "connect:SMS" } };
    const told = foldPayloads(
      amazonConnect,
      [
        event("INITIATED", "10:00:00", { segmentAttributes }),
        event("QUEUED", "10:02:00", { queueInfo, segmentAttributes }),
      ],
      { botAttributes: "*" },
    );
    expect(told.conversations["c-1"]).toMatchObject({
      conversation: { channel: "sms" },
      handoffs: { "1": { queue: "q-77" } },
    });
    const record = {
      ...RECORD,
      SegmentAttributes: { "connect:Subtype": { ValueString: "connect:WhatsApp" } },
    };
    expect(foldPayloads(amazonConnect, [record]).conversations["c-1"]?.conversation).toMatchObject({
      channel: "messaging",
    });
  });
});

it("leaves out events of Contact Lens, and says that a notice of S3 holds no records", () => {
  const lens = {
    source: "aws.connect",
    "detail-type": "Contact Lens Analysis State Change",
    detail: { instance: ARN, contact: `${ARN}/contact/c-1`, channel: "VOICE", state: "COMPLETED" },
  };
  const notice = { Records: [{ eventSource: "aws:s3", s3: { object: { key: "ctr.gz" } } }] };
  const told = foldPayloads(amazonConnect, [lens, notice]);
  expect(told.notBot).toEqual([]);
  expect(told.problems).toHaveLength(1);
  expect(told.problems[0]).toContain("send the file itself");
});
