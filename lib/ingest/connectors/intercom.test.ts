import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import sample from "./fixtures/intercom-conversation.json" with { type: "json" };
import escalate from "./fixtures/intercom-fin-escalate.json" with { type: "json" };
import { intercom } from "./intercom";

const T = 1_780_000_000;
const part = (id: number, type: string, body: string, rest: object = {}) => ({
  type: "conversation_part",
  id: String(id),
  part_type: "comment",
  body: `<p>${body}</p>`,
  created_at: T + id,
  author: { type, id: "1" },
  ...rest,
});
const CHAT = {
  type: "conversation",
  id: "900",
  created_at: T,
  updated_at: T + 900,
  state: "closed",
  source: { type: "conversation", body: "<p>Where is my refund?</p>", author: { type: "user", id: "u" } },
  contacts: { contacts: [{ type: "contact", id: "ct-1" }] },
  custom_attributes: { order_reference: "A-1042", issue_type: "refund" },
  team_assignee_id: 7,
  admin_assignee_id: 9,
  ai_agent_participated: true,
  ai_agent: {
    source_type: "workflow",
    source_title: "Front door",
    resolution_state: "escalated",
    rating: 2,
    rating_remark: "no",
  },
  statistics: { first_assignment_at: T + 90, first_admin_reply_at: T + 150 },
  conversation_rating: { rating: 5, remark: "great", created_at: T + 800, updated_at: T + 850 },
  conversation_parts: {
    conversation_parts: [
      part(1, "bot", "Let me see", { from_ai_agent: true }),
      part(2, "admin", "Hi"),
      part(3, "admin", "psst", { part_type: "note" }),
    ],
  },
};
const notification = (item: object, topic = "conversation.admin.closed") => ({
  type: "notification_event",
  topic,
  id: "notif_1",
  delivery_attempts: 1,
  created_at: T + 900,
  data: { type: "notification_event_data", item },
});
const FIN = {
  event_name: "fin_status_updated",
  conversation_id: "900",
  user_id: "u",
  status: "escalated",
  reason: "Escalation requested by user",
  created_at_ms: (T + 80) * 1000,
};

describe("conversations", () => {
  it("without Fin are no bot conversation", () => {
    expect(foldPayloads(intercom, [sample])).toEqual({ conversations: {}, notBot: ["503"], problems: [] });
  });

  it("with Fin's hand-off come to one, with both ratings kept apart", () => {
    const told = foldPayloads(intercom, [notification(CHAT), FIN]).conversations["900"];
    expect(told).toMatchObject({
      conversation: {
        bot: "Fin",
        channel: "web_chat",
        queryType: "refund",
        outcome: "handed_off",
        startedAt: "2026-05-28T20:26:40Z",
      },
      handoffs: {
        "1": {
          requestedAt: "2026-05-28T20:28:00Z",
          connectedAt: "2026-05-28T20:29:10Z",
          status: "connected",
          reasonRaw: "Escalation requested by user",
          queue: "7",
          agentId: "9",
          context: { transcript: true },
        },
      },
      surveys: {
        teammate: {
          score: 5,
          sentAt: "2026-05-28T20:40:00Z",
          answeredAt: "2026-05-28T20:40:50Z",
          attributes: { surveyTarget: "teammate" },
        },
        fin: { score: 2, attributes: { surveyTarget: "bot" } },
      },
      messages: ["customer: Where is my refund?", "bot: Let me see", "agent: Hi"],
    });
    expectAnyOrder(intercom, [
      notification(CHAT),
      FIN,
      notification({ ...CHAT, updated_at: T + 100, conversation_rating: null, statistics: null }),
    ]);
  });

  it.each([
    ["procedure_handoff", "handed_off", "procedure_handoff"],
    ["negative_feedback", "handed_off", "negative_feedback"],
    ["routed_to_team", "handed_off", undefined],
    ["abandoned", "abandoned", undefined],
    ["confirmed_resolution", "contained", undefined],
  ])("in the state %s are %s", (resolution_state, outcome, reason) => {
    const told = foldPayloads(intercom, [{ ...CHAT, ai_agent: { resolution_state } }]).conversations["900"];
    expect(told?.conversation?.outcome).toBe(outcome);
    expect(told?.handoffs["1"]?.reasonRaw).toBe(reason);
  });
});

describe("Fin's events", () => {
  it("keep the name of an escalation rule beside the reason", () => {
    const rule = { ...FIN, reason: "Escalation rule: VIP customers" };
    expect(foldPayloads(intercom, [rule]).conversations["900"]?.handoffs["1"]).toMatchObject({
      reasonRaw: "Escalation rule",
      reasonText: "Escalation rule: VIP customers",
      attributes: { escalationRule: "VIP customers" },
    });
  });

  it("tell of conversations that Fin resolved", () => {
    const events = [
      {
        event_name: "fin_replied",
        conversation_id: "1",
        message: { body: "<p>Here</p>", timestamp_ms: T * 1000 },
        status: "awaiting_user_reply",
      },
      {
        event_name: "fin_status_updated",
        conversation_id: "1",
        status: "resolved",
        created_at_ms: (T + 60) * 1000,
      },
    ];
    expect(foldPayloads(intercom, events).conversations["1"]).toMatchObject({
      conversation: { outcome: "contained", startedAt: "2026-05-28T20:26:40Z" },
      messages: ["bot: Here"],
    });
    expectAnyOrder(intercom, events);
  });

  it("cannot be joined without their conversation", () => {
    expect(foldPayloads(intercom, [escalate]).problems[0]).toContain("conversation_id");
  });
});

it("skips pings and other topics, and says what it does not understand", () => {
  const skipped = [
    { topic: "ping", data: { item: { type: "ping" } } },
    notification({ type: "contact" }, "contact.created"),
  ];
  expect(foldPayloads(intercom, skipped)).toEqual({ conversations: {}, notBot: [], problems: [] });
  expect(foldPayloads(intercom, [{ hello: 1 }]).problems).toHaveLength(1);
});

it("checks both signatures", () => {
  const body = Buffer.from(JSON.stringify(CHAT));
  const check = (headers: Record<string, string>) =>
    intercom.signature?.check({ headers: new Headers(headers), urls: [], body, now: 0 }, "secret");
  const sha1 = createHmac("sha1", "secret").update(body).digest("hex");
  const sha256 = createHmac("sha256", "secret").update(body).digest("hex");
  expect(check({ "X-Hub-Signature": `sha1=${sha1}` })).toBe("valid");
  expect(check({ "X-Hub-Signature": `sha1=${sha1.replace(/^./, "x")}` })).toBe("invalid");
  expect(check({ "X-Fin-Agent-API-Webhook-Signature": sha256 })).toBe("valid");
  expect(check({})).toBe("absent");
});

describe("a teammate who replies", () => {
  const quiet = { ...CHAT, ai_agent: { ...CHAT.ai_agent, resolution_state: null }, statistics: null };
  const reply = (at: number, rest: object = {}) => ({
    ...quiet,
    updated_at: T + at,
    conversation_parts: { conversation_parts: [part(at, "admin", "Hi, Ben here", rest)] },
  });

  it("has taken over, where Fin's state is empty and statistics are not sent", () => {
    const told = foldPayloads(intercom, [notification(reply(150), "conversation.admin.replied")]);
    expect(told.conversations["900"]).toMatchObject({
      conversation: { outcome: "handed_off" },
      handoffs: { "1": { connectedAt: "2026-05-28T20:29:10Z", status: "connected" } },
    });
    expect(told.conversations["900"]?.handoffs["1"]).not.toHaveProperty("reasonRaw");
    expectAnyOrder(intercom, [notification(reply(150)), notification(reply(400)), FIN]);
  });

  it("has not, where only a note was written, Fin resolved it, or a teammate began", () => {
    const note = reply(150, { part_type: "note_and_reopen" });
    const resolved = { ...reply(150), ai_agent: { resolution_state: "confirmed_resolution" } };
    const outbound = { ...reply(150), source: { ...CHAT.source, author: { type: "admin", id: "9" } } };
    for (const item of [note, resolved, outbound])
      expect(foldPayloads(intercom, [notification(item)]).conversations["900"]?.handoffs).toEqual({});
  });

  it("may be read from pages of the API, and topics about parts are irrelevant", () => {
    const pages = [
      { type: "conversation.list", conversations: [reply(150)], pages: { next: "x" } },
      { type: "conversation.list", conversations: [] },
    ];
    expect(foldPayloads(intercom, [pages]).conversations["900"]?.handoffs).toHaveProperty("1");
    const tag = notification({ type: "conversation_part", id: "1" }, "conversation_part.tag.created");
    expect(foldPayloads(intercom, [tag]).problems).toEqual([]);
  });
});

it("links the conversation that Fin's escalation opens in the help desk to Fin's own", () => {
  const fin = { ...FIN, conversation_id: "ext-7", intercom_conversation_id: "900" };
  const told = foldPayloads(intercom, [notification(CHAT), fin]);
  expect(told.conversations["900"]?.conversation).toMatchObject({
    previousConversationId: "ext-7",
    startedAt: "2026-05-28T20:26:40Z",
  });
  expectAnyOrder(intercom, [notification(CHAT), fin]);
  expect(foldPayloads(intercom, [fin]).notBot).toEqual(["900"]);
});
