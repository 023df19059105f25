import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import legacy from "./fixtures/zendesk-satisfaction-rating.json" with { type: "json" };
import { zendesk } from "./zendesk";

const at = (time: string) => `2026-05-28T${time}Z`;
const BOT = { id: "i-1", name: "answerBot", integrationId: "x", integrationType: "ultimate" };
const PEOPLE = {
  id: "i-2",
  name: "agentWorkspace",
  integrationId: "y",
  integrationType: "zd:agentWorkspace",
};
const event = (type: string, time: string, active: object, payload: object = {}) => ({
  id: `${type}${time}`,
  createdAt: at(time),
  type,
  payload: {
    conversation: { id: "c-1", type: "personal", activeSwitchboardIntegration: active },
    ...payload,
  },
});
const hook = (...events: object[]) => ({ app: { id: "a" }, webhook: { id: "w", version: "v2" }, events });
const message = (id: string, time: string, active: object, author: object, text: string) =>
  event("conversation:message", time, active, {
    message: { id, received: at(time), author, content: { type: "text", text }, source: { type: "web" } },
  });
const EVENTS = [
  event("conversation:create", "10:00:00", BOT, { creationReason: "message", user: { id: "u" } }),
  message("m1", "10:00:01", BOT, { type: "user", userId: "u" }, "refund please"),
  message("m2", "10:00:02", BOT, { type: "business" }, "one moment"),
  event("switchboard:passControl", "10:01:00", PEOPLE, {
    metadata: { reason: "limit", intent: "refund", order_reference: "A-1042" },
  }),
  message("m3", "10:03:00", PEOPLE, { type: "business", userId: "agent-9" }, "hello"),
];

describe("the switchboard", () => {
  it("tells of a hand-off when control passes to people", () => {
    const told = foldPayloads(zendesk, [hook(...EVENTS)]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["c-1"]).toMatchObject({
      conversation: {
        bot: "answerBot",
        channel: "web_chat",
        queryType: "refund",
        startedAt: at("10:00:00"),
        outcome: "handed_off",
      },
      handoffs: {
        "1": {
          requestedAt: at("10:01:00"),
          connectedAt: at("10:03:00"),
          agentId: "agent-9",
          reasonRaw: "limit",
          context: { fields: [{ name: "order_reference", passed: "structured" }] },
        },
      },
      messages: ["customer: refund please", "bot: one moment", "agent: hello"],
    });
    expectAnyOrder(zendesk, EVENTS);
  });

  it("knows an offer that was accepted, and control that could not be passed", () => {
    const offered = event("switchboard:offerControl", "10:01:00", BOT);
    const offer = {
      ...offered,
      payload: {
        ...offered.payload,
        conversation: { id: "c-1", activeSwitchboardIntegration: BOT, pendingSwitchboardIntegration: PEOPLE },
      },
    };
    const accepted = event("switchboard:acceptControl", "10:02:00", PEOPLE);
    expect(foldPayloads(zendesk, [accepted, offer]).conversations["c-1"]?.handoffs["1"]).toMatchObject({
      requestedAt: at("10:01:00"),
      connectedAt: at("10:02:00"),
      status: "connected",
    });
    const failure = event("switchboard:passControl:failure", "10:01:00", BOT, { error: { code: "x" } });
    const failed = foldPayloads(zendesk, [failure]).conversations["c-1"];
    expect(failed?.handoffs["1"]).toMatchObject({ status: "failed" });
  });

  it("does not take control that goes back to the bot for a hand-off", () => {
    expect(
      foldPayloads(zendesk, [event("switchboard:passControl", "11:00:00", BOT)]).conversations["c-1"]
        ?.handoffs,
    ).toEqual({});
  });

  it("counts conversations of people alone as no bot conversation", () => {
    expect(foldPayloads(zendesk, [EVENTS[4]]).notBot).toEqual(["c-1"]);
  });
});

describe("satisfaction", () => {
  it("of the older kind is good or bad, and joins by the ticket", () => {
    expect(foldPayloads(zendesk, [legacy])).toEqual({ conversations: {}, notBot: ["208"], problems: [] });
    const known = {
      ...EVENTS[0],
      payload: { conversation: { id: "208", activeSwitchboardIntegration: BOT } },
    };
    const surveys = (score: string) =>
      foldPayloads(zendesk, [known, { satisfaction_ratings: [{ ...legacy, score }] }]).conversations["208"]
        ?.surveys.csat;
    expect(surveys("good")).toMatchObject({ score: 1, scaleMin: 0, scaleMax: 1 });
    expect(surveys("bad")).toMatchObject({ score: 0 });
    expect(surveys("offered")).toEqual({ sentAt: "2011-07-20T22:55:29Z" });
  });

  it("of the newer kind is the answer about satisfaction", () => {
    const response = {
      id: "r",
      created_at: at("11:00:00"),
      updated_at: at("11:05:00"),
      subject_zrns: ["zen:ticket:77", "zen:conversation:c-1"],
      answers: [
        { type: "rating_scale", rating: 5, question: { sub_type: "effort" } },
        {
          type: "rating_scale",
          rating: 1,
          rating_category: "bad",
          question: { sub_type: "customer_satisfaction" },
          created_at: at("11:04:00"),
        },
        { type: "open_ended", value: "I had to repeatedly answer the same questions." },
        { type: "closed_ended", skipped: true },
      ],
    };
    expect(
      foldPayloads(zendesk, [EVENTS[0], { survey_responses: [response] }]).conversations["c-1"]?.surveys.csat,
    ).toMatchObject({
      score: 1,
      scaleMin: 1,
      scaleMax: 5,
      answeredAt: at("11:04:00"),
      comment: "I had to repeatedly answer the same questions.",
    });
  });
});

it("says what it does not understand", () => {
  expect(foldPayloads(zendesk, [{ hello: 1 }]).problems).toHaveLength(1);
});

it("checks the signature of a webhook and the shared secret of a Conversations webhook", () => {
  // The secret that Zendesk publishes for testing webhooks that are not saved yet.
  const secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
  const body = Buffer.from('{"a":1}');
  const signedAt = "2026-05-28T10:00:00Z";
  const now = Date.parse(signedAt);
  const signature = createHmac("sha256", secret).update(signedAt).update(body).digest("base64");
  const check = (headers: Record<string, string>, time = now) =>
    zendesk.signature?.check({ headers: new Headers(headers), urls: [], body, now: time }, secret);
  const headers = {
    "X-Zendesk-Webhook-Signature": signature,
    "X-Zendesk-Webhook-Signature-Timestamp": signedAt,
  };
  expect(check(headers)).toBe("valid");
  expect(check(headers, now + 301_000)).toBe("expired");
  expect(check({ ...headers, "X-Zendesk-Webhook-Signature": `x${signature}` })).toBe("invalid");
  expect(check({ "X-API-Key": secret })).toBe("valid");
  expect(check({ "X-API-Key": "other" })).toBe("invalid");
});

describe("messages whose side is not the switchboard's", () => {
  const bare = (id: string, time: string, author: object, source: object, text: string) => ({
    id,
    createdAt: at(time),
    type: "conversation:message",
    payload: {
      conversation: { id: "c-2", type: "personal" },
      message: { id, received: at(time), author, content: { type: "text", text }, source },
    },
  });

  it("without a switchboard make no bot of the business", () => {
    const told = foldPayloads(zendesk, [
      bare("m1", "10:00:00", { type: "user", userId: "u" }, { type: "whatsapp" }, "hello"),
      bare("m2", "10:01:00", { type: "business", displayName: "Shop" }, { type: "api:conversations" }, "hi"),
    ]);
    expect(told).toEqual({ conversations: {}, notBot: ["c-2"], problems: [] });
  });

  it("say by source and subtype who wrote, also when control has passed", () => {
    const ai = { type: "business", subtypes: ["AI"], displayName: "Ava" };
    const late = message("m4", "10:01:01", PEOPLE, ai, "A colleague takes over");
    const told = foldPayloads(zendesk, [
      ...EVENTS,
      late,
      bare("m5", "10:00:03", ai, { type: "zd:answerBot" }, "one more moment"),
      bare("m6", "10:04:00", { type: "business" }, { type: "zd:agentWorkspace" }, "done"),
    ]);
    expect(told.conversations["c-1"]?.messages).toContain("bot: A colleague takes over");
    expect(told.conversations["c-1"]?.handoffs["1"]).toMatchObject({ connectedAt: at("10:03:00") });
    expect(told.conversations["c-2"]).toMatchObject({
      handoffs: { "1": { connectedAt: at("10:04:00") } },
      messages: ["bot: one more moment", "agent: done"],
    });
    expect(told.conversations["c-2"]?.conversation).not.toHaveProperty("channel");
  });
});

it("reads pages of the older ratings, as a list of pages too", () => {
  const page = (ticket_id: number, score: string) => ({
    satisfaction_ratings: [{ ...legacy, ticket_id, score }],
    next_page: null,
    count: 1,
  });
  expect(
    zendesk.map([page(1, "good"), page(2, "badwithcomment")], { receivedAt: at("09:00:00"), options: {} }),
  ).toMatchObject({
    problems: [],
    conversations: [
      { conversationId: "1", records: [{ score: 1 }] },
      { conversationId: "2", records: [{ score: 0 }] },
    ],
  });
});

it("checks a signature worked out with openssl over timestamp and body", () => {
  // printf '%s%s' 2021-03-25T05:09:27Z '{"a":1}' | openssl dgst -sha256 -hmac secret -binary | base64
  const request = (now: number) => ({
    headers: new Headers({
      "X-Zendesk-Webhook-Signature": "cfusl9J3LiQ8f1lBL4XyKz9XF36PrBmDiX2DDJ7FACs=",
      "X-Zendesk-Webhook-Signature-Timestamp": "2021-03-25T05:09:27Z",
    }),
    urls: [],
    body: Buffer.from('{"a":1}'),
    now,
  });
  expect(zendesk.signature?.check(request(Date.parse("2021-03-25T05:10:00Z")), "secret")).toBe("valid");
  expect(zendesk.signature?.check(request(Date.parse("2021-03-25T06:10:00Z")), "secret")).toBe("expired");
});

describe("Zendesk's own events", () => {
  const added = (id: string, time: string, actor: object, body: string) => ({
    account_id: 21825834,
    detail: { id: "141" },
    event: { actor, conversation_id: "67ab5f53", message: { body, id } },
    id: `01JQ${id}`,
    subject: "zen:ticket:141",
    time: `2026-05-28T${time}.254571515Z`,
    type: "zen:event-type:messaging_ticket.message_added",
    zendesk_event_version: "2022-11-06",
  });
  const MESSAGES = [
    added("a", "10:00:00", { id: "u-1", name: "Jo", type: "end_user" }, "Where is it?"),
    added("b", "10:00:05", { id: "zd:answerBot", name: "Ava", type: "system" }, "Hi there"),
    added("c", "10:03:00", { id: "35436", name: "Ben", type: "agent" }, "Ben here"),
  ];

  it("carry the messages of a messaging ticket, with who wrote them", () => {
    expect(foldPayloads(zendesk, MESSAGES)).toMatchObject({
      conversations: {
        "67ab5f53": {
          conversation: { startedAt: "2026-05-28T10:00:00.254571Z" },
          handoffs: { "1": { connectedAt: "2026-05-28T10:03:00.254571Z", agentId: "35436" } },
          messages: ["customer: Where is it?", "bot: Hi there", "agent: Ben here"],
        },
      },
      problems: [],
    });
    expectAnyOrder(zendesk, MESSAGES);
    expect(foldPayloads(zendesk, [MESSAGES[0], MESSAGES[2]]).notBot).toEqual(["67ab5f53"]);
  });

  it("of other kinds are irrelevant", () => {
    const other = { type: "zen:event-type:user.active_changed", time: at("10:00:00"), event: {}, detail: {} };
    expect(zendesk.map(other, { receivedAt: at("10:00:00"), options: {} })).toMatchObject({
      irrelevant: 1,
      problems: [],
    });
  });
});

it("makes no bot of control that people give back, or of events that name nobody", () => {
  const released = event("switchboard:releaseControl", "10:09:00", PEOPLE);
  const nameless = { ...released, payload: { conversation: { id: "c-3" } } };
  expect(foldPayloads(zendesk, [hook(released), hook(nameless)]).notBot).toEqual(["c-1", "c-3"]);
});
