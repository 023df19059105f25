import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "../connector-facts";
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

  it("skips what is about workers, and says what it does not understand", () => {
    expect(
      foldPayloads(twilio, [{ EventType: "worker.activity.update", WorkerSid: "WK1" }]).problems,
    ).toEqual([]);
    expect(foldPayloads(twilio, [{ hello: 1 }]).problems).toHaveLength(1);
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

  it("covers JSON by its hash in the address", () => {
    const body = '{"a":1}';
    const url = `https://baton.example/x?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
    const signature = createHmac("sha1", "12345").update(url).digest("base64");
    expect(check(url, body, signature, "application/json")).toBe("valid");
    expect(check(url, `${body} `, signature, "application/json")).toBe("invalid");
  });
});
