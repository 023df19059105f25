import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { chatwoot } from "./chatwoot";
import opened from "./fixtures/chatwoot-conversation-opened.json" with { type: "json" };
import message from "./fixtures/chatwoot-message-created.json" with { type: "json" };

const BOT = { assignee_type: "AgentBot", assignee: { id: 3, name: "Ava" } };
const PERSON = {
  assignee_type: "User",
  assignee: { id: 9, name: "Ben", type: "user" },
  team: { id: 2, name: "Billing" },
};

/** A conversation as current versions describe it in their webhooks. */
function conversation(status: string, at: number, rest: object = {}) {
  return {
    event: "conversation_updated",
    id: 77,
    inbox_id: 4,
    channel: "Channel::Whatsapp",
    created_at: 1_780_000_000,
    updated_at: at,
    timestamp: Math.floor(at),
    status,
    labels: ["refund"],
    custom_attributes: {},
    additional_attributes: { conversation_language: "de" },
    meta: { sender: { id: 5, type: "contact" }, ...BOT },
    messages: [],
    ...rest,
  };
}

const CREATED = conversation("pending", 1_780_000_000.2, { event: "conversation_created" });
const HANDED_OFF = conversation("open", 1_780_000_090.75, {
  event: "conversation_status_changed",
  changed_attributes: [{ status: { previous_value: "pending", current_value: "open" } }],
  custom_attributes: { handoff_reason: "missing_knowledge", order_reference: "A-1042", amount: 12 },
  meta: { sender: { id: 5 }, team: { id: 2, name: "Billing" } },
});
const REPLY = {
  event: "message_created",
  id: 501,
  content: "<p>How can I help?</p>",
  message_type: "outgoing",
  private: false,
  created_at: "2026-05-28T20:29:00.000Z",
  sender: { id: 9, name: "Ben", type: "user" },
  conversation: conversation("open", 1_780_000_140, { meta: { sender: { id: 5 }, ...PERSON } }),
};
const NOTE = { ...REPLY, id: 502, private: true, content: "internal" };
const RESOLVED = conversation("resolved", 1_780_000_500, {
  event: "conversation_resolved",
  changed_attributes: [{ status: { previous_value: "open", current_value: "resolved" } }],
  meta: { sender: { id: 5 }, ...PERSON },
});
const SURVEY = {
  event: "message_updated",
  id: 503,
  content: "Please rate the conversation",
  content_type: "input_csat",
  message_type: 3,
  private: false,
  created_at: 1_780_000_510,
  updated_at: "2026-05-28T20:40:00.000Z",
  content_attributes: { submitted_values: { csat_survey_response: { rating: 4, feedback_message: "Good" } } },
  conversation: conversation("resolved", 1_780_000_520, { meta: { sender: { id: 5 }, ...PERSON } }),
};
const STORY = [CREATED, HANDED_OFF, REPLY, NOTE, RESOLVED, SURVEY];

describe("the documentation's own samples", () => {
  it("knows a pending conversation as the bot's, whatever the event is called", () => {
    const { conversations, problems } = foldPayloads(chatwoot, [opened]);
    expect(problems).toEqual([]);
    expect(conversations["10"]).toEqual({
      conversation: {
        startedAt: "2021-07-23T18:02:48Z",
        channel: "web_chat",
        outcome: "open",
        customerHash: "hash",
      },
      handoffs: {},
      surveys: {},
      messages: ["system: Get notified by email"],
    });
  });

  it("counts a message without any sign of a bot as no bot conversation", () => {
    expect(foldPayloads(chatwoot, [message])).toEqual({ conversations: {}, notBot: ["10"], problems: [] });
  });

  it("takes the same message in where the bot's part is known", () => {
    const { conversations, notBot } = foldPayloads(chatwoot, [message, opened]);
    expect(notBot).toEqual([]);
    expect(conversations["10"]?.messages).toEqual(["customer: hi", "system: Get notified by email"]);
    expect(conversations["10"]?.handoffs["1"]).toMatchObject({ agentId: "1" });
  });
});

describe("a conversation that the bot hands off", () => {
  it("is put together from its events", () => {
    expect(foldPayloads(chatwoot, STORY)).toMatchObject({ notBot: [], problems: [] });
    const told = foldPayloads(chatwoot, STORY).conversations["77"];
    expect(told).toEqual({
      conversation: {
        startedAt: "2026-05-28T20:26:40Z",
        bot: "Ava",
        channel: "messaging",
        language: "de",
        queryType: "refund",
        outcome: "handed_off",
        customerHash: "hash",
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:28:10.75Z",
          connectedAt: "2026-05-28T20:29:00Z",
          status: "connected",
          agentId: "9",
          queue: "Billing",
          fromChannel: "messaging",
          reasonRaw: "missing_knowledge",
          context: {
            transcript: true,
            fields: [
              { name: "amount", passed: "structured" },
              { name: "order_reference", passed: "structured" },
            ],
          },
        },
      },
      surveys: {
        csat: {
          score: 4,
          scaleMin: 1,
          scaleMax: 5,
          comment: "Good",
          sentAt: "2026-05-28T20:35:10Z",
          answeredAt: "2026-05-28T20:40:00Z",
        },
      },
      messages: ["agent: How can I help?", "system: Please rate the conversation"],
    });
  });

  it("is the same in any order and repetition", () => {
    expectAnyOrder(chatwoot, STORY);
  });

  it("is also seen in the other notation of what changed", () => {
    const other = { ...HANDED_OFF, changed_attributes: { status: ["pending", "open"] } };
    expect(foldPayloads(chatwoot, [other]).conversations["77"]?.handoffs["1"]).toMatchObject({
      requestedAt: "2026-05-28T20:28:10.75Z",
    });
  });
});

describe("other conversations", () => {
  it("stay contained where the bot resolved them", () => {
    const resolved = conversation("resolved", 1_780_000_200, {
      changed_attributes: [{ status: { previous_value: "pending", current_value: "resolved" } }],
    });
    expect(foldPayloads(chatwoot, [CREATED, resolved]).conversations["77"]).toMatchObject({
      conversation: { outcome: "contained", endedAt: "2026-05-28T20:30:00Z" },
      handoffs: {},
    });
    expectAnyOrder(chatwoot, [CREATED, resolved]);
  });

  it("are none of the bot's where the inbox has no bot", () => {
    const plain = conversation("open", 1_780_000_001, { meta: { sender: { id: 5 }, ...PERSON } });
    expect(foldPayloads(chatwoot, [plain])).toEqual({ conversations: {}, notBot: ["77"], problems: [] });
  });
});

describe("what the API lists", () => {
  it("reads reporting events and CSAT answers", () => {
    const events = [
      {
        name: "conversation_bot_handoff",
        conversation_id: 7,
        event_start_time: 1_780_000_000,
        event_end_time: 1_780_000_060,
      },
      {
        name: "conversation_bot_resolved",
        conversation_id: 8,
        event_start_time: 1_780_000_000,
        event_end_time: 1_780_000_030,
      },
    ];
    const answers = [
      { id: 1, rating: 2, feedback_message: "slow", conversation_id: 7, created_at: 1_780_001_000 },
    ];
    const { conversations } = foldPayloads(chatwoot, [{ payload: events }, answers]);
    expect(conversations["7"]).toMatchObject({
      conversation: { outcome: "handed_off", startedAt: "2026-05-28T20:26:40Z" },
      handoffs: { "1": { requestedAt: "2026-05-28T20:27:40Z" } },
      surveys: { csat: { score: 2, scaleMin: 1, scaleMax: 5, comment: "slow" } },
    });
    expect(conversations["8"]).toMatchObject({ conversation: { outcome: "contained" } });
    expectAnyOrder(chatwoot, [...events, ...answers]);
  });
});

it("says what it does not understand, and skips what is not about conversations", () => {
  expect(foldPayloads(chatwoot, [{ hello: 1 }]).problems).toHaveLength(1);
  expect(foldPayloads(chatwoot, [{ event: "contact_updated", id: 5 }])).toEqual({
    conversations: {},
    notBot: [],
    problems: [],
  });
});

describe("conversations and messages of the API", () => {
  const REPLIED = conversation("resolved", 1_780_000_600, {
    event: undefined,
    first_reply_created_at: 1_780_000_140,
    assignee_agent_bot_id: 3,
    meta: {
      sender: { id: 5 },
      channel: "Channel::Whatsapp",
      assignee: { id: 9, name: "Ben", role: "agent", availability_status: "online" },
    },
  });

  it("knows by the first reply that the bot handed over, though a list tells no earlier status", () => {
    const body = { data: { meta: { all_count: 1 }, payload: [REPLIED] } };
    const told = foldPayloads(chatwoot, [[body, { data: { payload: [] } }]]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["77"]).toMatchObject({
      conversation: { outcome: "handed_off" },
      handoffs: { "1": { connectedAt: "2026-05-28T20:29:00Z", status: "connected", agentId: "9" } },
    });
  });

  it("leaves to the bot what it resolved, whoever is assigned", () => {
    const resolved = conversation("resolved", 1_780_000_600, {
      changed_attributes: [{ status: { previous_value: "pending", current_value: "resolved" } }],
      meta: { sender: { id: 5 }, ...PERSON },
    });
    expect(foldPayloads(chatwoot, [resolved]).conversations["77"]).toMatchObject({
      conversation: { outcome: "contained" },
      handoffs: {},
    });
  });

  it("reads messages by themselves, as those of their conversation and not as conversations", () => {
    const line = (id: number, type: number, sender: object, content: string) => ({
      id,
      content,
      conversation_id: 77,
      message_type: type,
      content_type: "text",
      status: "sent",
      created_at: 1_780_000_000 + id,
      private: false,
      sender,
    });
    const page = {
      meta: { labels: [] },
      payload: [
        line(1, 0, { id: 5, type: "contact" }, "Where is it?"),
        line(2, 1, { id: 3, type: "agent_bot" }, "Which order?"),
        line(3, 1, { id: 9, type: "user" }, "Hello, Ben here"),
      ],
    };
    const told = foldPayloads(chatwoot, [page]);
    expect(told.problems).toEqual([]);
    expect(Object.keys(told.conversations)).toEqual(["77"]);
    expect(told.conversations["77"]).toMatchObject({
      handoffs: { "1": { agentId: "9", status: "connected" } },
      messages: ["customer: Where is it?", "bot: Which order?", "agent: Hello, Ben here"],
    });
  });
});

it("checks a signature worked out with openssl over timestamp, dot and body", () => {
  // printf '%s.%s' 1780000000 '{"event":"x"}' | openssl dgst -sha256 -hmac s3cret
  const signature = "sha256=9e8c84348166ca471b691b2a00bf23ae6506785af94d8669f6d986036a77a4ed";
  const check = (now: number, body = '{"event":"x"}', headers: object = {}) =>
    chatwoot.signature?.check(
      {
        headers: new Headers({
          "X-Chatwoot-Signature": signature,
          "X-Chatwoot-Timestamp": "1780000000",
          ...headers,
        }),
        urls: [],
        body: Buffer.from(body),
        now,
      },
      "s3cret",
    );
  expect(check(1_780_000_100_000)).toBe("valid");
  expect(check(1_780_000_100_000, '{"event":"y"}')).toBe("invalid");
  expect(check(1_780_000_100_000, '{"event":"x"}', { "X-Chatwoot-Timestamp": "1780000001" })).toBe("invalid");
  expect(check(1_780_000_400_000)).toBe("expired");
});

it("joins a CSAT event by the number that the account shows, not by the installation's", () => {
  const answer = {
    event: "csat_survey_response_created",
    id: 9,
    rating: 2,
    feedback_message: "Asked twice",
    created_at: 1_780_000_700,
    conversation: { id: 90_210, display_id: 77, inbox_id: 4 },
    contact: { id: 5 },
    assigned_agent: { id: 9, name: "Ben" },
    message_id: 503,
  };
  const told = foldPayloads(chatwoot, [...STORY.slice(0, 2), answer]);
  expect(Object.keys(told.conversations)).toEqual(["77"]);
  expect(told.conversations["77"]?.surveys).toMatchObject({
    csat: { score: 2, scaleMin: 1, scaleMax: 5, comment: "Asked twice" },
  });
});
