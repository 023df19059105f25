import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import sample from "./fixtures/twilio-task.json" with { type: "json" };
import { twilio } from "./twilio";

const ATTRIBUTES = JSON.stringify({
  bot_name: "Ava",
  handoff_reason: "limit",
  intent: "refund",
  order_reference: "A-1042",
  channelType: "web",
  conversationSid: "CH1",
  from: "+15550100",
  conversations: { conversation_id: "CH1" },
});
const callback = (EventType: string, at: number, rest: object = {}) => ({
  EventType,
  TaskSid: "WT1",
  TaskAttributes: ATTRIBUTES,
  TaskDateCreated: "1780000000",
  TaskQueueName: "Billing",
  TaskChannelUniqueName: "chat",
  Timestamp: String(at),
  ...rest,
});
const EVENTS = [
  callback("task.created", 1_780_000_000),
  callback("reservation.created", 1_780_000_020, { WorkerSid: "WK1" }),
  callback("reservation.accepted", 1_780_000_040, { WorkerSid: "WK1" }),
  callback("task.completed", 1_780_000_600),
];

describe("TaskRouter", () => {
  it("counts a task without a sign of a bot as no bot conversation", () => {
    expect(foldPayloads(twilio, [sample]).notBot).toEqual(["WTaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]);
    const told = foldPayloads(twilio, [sample], { botAttributes: "*" });
    expect(told.conversations.WTaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa).toMatchObject({
      conversation: { startedAt: "2014-05-14T10:50:02Z", outcome: "handed_off" },
    });
  });

  it("puts callbacks together in any order", () => {
    expect(
      foldPayloads(
        twilio,
        EVENTS.map((event) => [event]),
      ).conversations.CH1,
    ).toEqual({
      conversation: {
        bot: "Ava",
        channel: "web_chat",
        queryType: "refund",
        startedAt: "2026-05-28T20:26:40Z",
        outcome: "handed_off",
        customerHash: "hash",
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:26:40Z",
          connectedAt: "2026-05-28T20:27:20Z",
          endedAt: "2026-05-28T20:36:40Z",
          status: "connected",
          agentId: "WK1",
          queue: "Billing",
          reasonRaw: "limit",
          toChannel: "web_chat",
          context: { fields: [{ name: "order_reference", passed: "structured" }] },
        },
      },
      surveys: {},
      messages: [],
    });
    expectAnyOrder(twilio, EVENTS);
  });

  it("reads events of the API, a cancelled task and a Flex interaction", () => {
    const event = {
      event_type: "task.canceled",
      event_date: "2026-05-28T20:30:00Z",
      event_data: JSON.stringify({
        task_sid: "WT1",
        task_attributes: ATTRIBUTES,
        task_queue_name: "Billing",
      }),
    };
    expect(foldPayloads(twilio, [event]).conversations.CH1?.handoffs["1"]).toMatchObject({
      status: "abandoned",
    });
    const interaction = {
      channel: { type: "web" },
      routing: {
        properties: { queue_name: "Refunds", attributes: { virtual_agent: "Ava", conversationSid: "CH2" } },
      },
    };
    expect(foldPayloads(twilio, [interaction]).conversations.CH2).toMatchObject({
      conversation: { bot: "Ava" },
      handoffs: { "1": { queue: "Refunds" } },
    });
  });

  it("takes the entry into a queue for the request where no event says when the task was created", () => {
    const entered = { ...callback("task-queue.entered", 1_780_000_003), TaskDateCreated: undefined };
    expect(foldPayloads(twilio, [entered]).conversations.CH1?.handoffs["1"]).toMatchObject({
      requestedAt: "2026-05-28T20:26:43Z",
    });
    expectAnyOrder(twilio, [entered, ...EVENTS]);
  });

  it("skips what is about workers, and says what it does not understand", () => {
    expect(
      foldPayloads(twilio, [{ EventType: "worker.activity.update", WorkerSid: "WK1" }]).problems,
    ).toEqual([]);
    expect(foldPayloads(twilio, [{ hello: 1 }]).problems).toHaveLength(1);
  });
});

describe("other products of Twilio", () => {
  const streamed = (type: string, at: string, payload: object) => ({
    specversion: "1.0",
    type: `com.twilio.taskrouter.${type}`,
    source: "/2010-04-01/Accounts/AC1/TaskRouter",
    id: `EZ${type}`,
    datacontenttype: "application/json",
    time: at,
    data: { payload: { eventtype: type, task_sid: "WT1", task_attributes: ATTRIBUTES, ...payload } },
  });

  it("Event Streams wrap the same facts as CloudEvents, several in one request", () => {
    const body = [
      streamed("task.created", "2026-05-28T20:26:40.000Z", { task_queue_name: "Billing" }),
      streamed("reservation.accepted", "2026-05-28T20:27:20.000Z", { worker_sid: "WK1" }),
    ];
    expect(foldPayloads(twilio, [body]).conversations.CH1).toMatchObject({
      conversation: { bot: "Ava", outcome: "handed_off", startedAt: "2026-05-28T20:26:40Z" },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:26:40Z",
          connectedAt: "2026-05-28T20:27:20Z",
          agentId: "WK1",
          queue: "Billing",
        },
      },
    });
  });

  it("Conversations says not who is a bot and who an agent: its webhooks are irrelevant", () => {
    const body = {
      EventType: "onMessageAdded",
      ConversationSid: "CH1",
      Author: "+15550100",
      Body: "Hi",
      Index: "0",
    };
    expect(twilio.map([body], { receivedAt: "2026-05-28T20:00:00Z", options: {} })).toMatchObject({
      irrelevant: 1,
      problems: [],
      conversations: [],
    });
  });

  it("Flex Insights has tasks for what stayed with the bot: no hand-off", () => {
    const task = (conversations: object) => ({
      sid: "WT7",
      assignment_status: "canceled",
      date_created: "2026-05-28T20:26:40Z",
      attributes: JSON.stringify({
        conversations: { conversation_id: "CA7", virtual: "Yes", ...conversations },
      }),
    });
    const left = foldPayloads(twilio, [task({ abandoned: "Yes", abandoned_phase: "IVR", kind: "IVR" })]);
    expect(left.conversations.CA7).toMatchObject({ conversation: { outcome: "abandoned" }, handoffs: {} });
    const served = foldPayloads(twilio, [task({ kind: "Bot", language: "de" })]);
    expect(served.conversations.CA7).toMatchObject({
      conversation: { outcome: "contained", language: "de" },
      handoffs: {},
    });
    const queued = foldPayloads(twilio, [task({ abandoned: "Yes", abandoned_phase: "Queue" })]);
    expect(queued.conversations.CA7?.handoffs["1"]).toMatchObject({ status: "abandoned" });
  });
});

describe("the signature", () => {
  const check = (url: string, body: string, signature: string, type = "application/x-www-form-urlencoded") =>
    twilio.signature?.check(
      {
        headers: new Headers({ "X-Twilio-Signature": signature, "Content-Type": type }),
        urls: ["http://wrong.example/", url],
        body: Buffer.from(body),
        now: 0,
      },
      "12345",
    );

  it("is that of the documentation's example", () => {
    const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    const form =
      "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212";
    expect(check(url, form, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).toBe("valid");
    expect(check(url, `${form}&X=1`, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).toBe("invalid");
  });

  it("of JSON is that of Twilio's own libraries", () => {
    const body = '{"property": "value", "boolean": true}';
    const hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    const url = `https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${hash}`;
    expect(check(url, body, "a9nBmqA0ju/hNViExpshrM61xv4=", "application/json")).toBe("valid");
  });

  it("covers JSON by its hash in the address", () => {
    const body = '{"a":1}';
    const url = `https://baton.example/x?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
    const signature = createHmac("sha1", "12345").update(url).digest("base64");
    expect(check(url, body, signature, "application/json")).toBe("valid");
    expect(check(url, `${body} `, signature, "application/json")).toBe("invalid");
  });
});
