import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { ConversationFacts } from "@/lib/domain/record";
import { summaryOf } from "./brief-summary";
import { briefText } from "./brief-text";
import { prepareBrief } from "./prepare-brief";
import type { Message } from "./read-conversation";

const at = (time: string) => Date.parse(`2026-11-12T${time}Z`) * 1000;

const facts: ConversationFacts = {
  source: "wren",
  conversationId: "c-1",
  conversation: { queryType: "order_status", startedAt: at("10:37:40"), failedAttempts: 2 },
  handoffs: [
    {
      handoffId: "1",
      requestedAt: at("10:41:52"),
      connectedAt: at("10:43:40"),
      reason: "tool_error",
      context: {
        attempted: ["Order look-up: timed out", "Search by e-mail address"],
        fields: [
          { name: "order_reference", passed: "transcript", reasked: true },
          { name: "postcode", passed: "structured", reasked: false },
          { name: "email", passed: "none" },
        ],
      },
    },
    {
      handoffId: "2",
      from: "agent",
      requestedAt: at("10:50:00"),
      context: { fields: [{ name: "email", passed: "none", reasked: true }] },
    },
  ],
  surveys: [],
  ratings: [],
};

const messages: Message[] = [
  { sequence: 1, sender: "customer", text: "Where is my  washing machine?", at: at("10:37:40") },
  { sequence: 2, sender: "bot", text: "What is your order reference?", at: at("10:37:44") },
  { sequence: 3, sender: "customer", text: "It is [order_reference]", at: at("10:38:21") },
  { sequence: 4, sender: "agent", text: "Can I take your order reference?", at: at("10:43:58") },
  { sequence: 5, sender: "customer", text: "Again? [order_reference]", at: at("10:44:31") },
];

const source = { facts, messages, reasonMap: EMPTY_REASON_MAP };
const prepared = (change: Partial<ConversationFacts> = {}, options = {}) =>
  prepareBrief({ ...source, facts: { ...facts, ...change } }, { timeZone: "UTC", ...options });

describe("prepareBrief", () => {
  it("tells where a detail was given and asked for again, and who says so", () => {
    const [order, postcode, email] = prepared()?.fields ?? [];
    expect(order).toMatchObject({
      captured: { sequence: 3, time: "10:38:21" },
      asked: "again",
      askedPlace: { sequence: 4, time: "10:43:58" },
      saidBy: "the platform",
    });
    expect(postcode).toMatchObject({
      asked: "not",
      askedPlace: null,
      saidBy: "the platform",
      captured: null,
    });
    expect(email).toMatchObject({ asked: "unknown", saidBy: null });
  });

  it("splits what the bot tried from what came of it, and tells attempts and wait", () => {
    expect(prepared()).toMatchObject({
      attempted: [
        { what: "Order look-up", result: "timed out" },
        { what: "Search by e-mail address", result: null },
      ],
      failedAttempts: "2",
      waited: "1 min 48 s",
    });
  });

  it("lets any yes win, and names those who say it", () => {
    const rating = { handoffId: "1", agentId: "a", reaskedFields: ["postcode", "order_reference"] };
    const [order, postcode, email] = prepared({ ratings: [rating] })?.fields ?? [];
    expect(order?.saidBy).toBe("the platform, your rating");
    expect(postcode).toMatchObject({ asked: "again", saidBy: "your rating" });
    expect(email).toMatchObject({ asked: "not", saidBy: "your rating" });
    const program = prepared({ ratings: [rating] }, { ratingsAreOwn: false });
    expect(program?.fields[1]?.saidBy).toBe("the agent’s rating");
  });

  it("takes findings of the transcript, but none that is rejected or uncertain", () => {
    const finding = { handoffId: "1", field: "email", sequence: 5, isCertain: true, isRejected: false };
    const emailWith = (change: object) =>
      prepared({}, { findings: [{ ...finding, ...change }] })?.fields[2]?.asked;
    expect(emailWith({})).toBe("again");
    expect(emailWith({ isRejected: true })).toBe("unknown");
    expect(emailWith({ isCertain: false })).toBe("unknown");
    expect(emailWith({ handoffId: "2" })).toBe("unknown");
  });

  it("is about any hand-off, a transfer too", () => {
    const transfer = prepared({}, { handoffId: "2" });
    expect(transfer).toMatchObject({ handoffId: "2", fields: [{ name: "email", asked: "again" }] });
    expect(prepared({}, { handoffId: "9" })).toBeNull();
    expect(prepared({ handoffs: [] })).toBeNull();
  });
});

describe("summaryOf", () => {
  it("is the source's, else made by rule and called so", () => {
    expect(prepared()?.summary).toEqual({
      text: "Order status: “Where is my washing machine?”",
      rule: "the query type and the customer’s first words",
    });
    const silent = prepareBrief({ ...source, messages: [] }, { timeZone: "UTC" });
    expect(silent?.summary).toEqual({
      text: "Order status, handed off: bot failure, tool error",
      rule: "the query type and how it ended",
    });
    expect(summaryOf({ ...facts, conversation: { startedAt: 0 }, handoffs: [] }, [], undefined).text).toBe(
      "Conversation c-1",
    );
  });

  it("cuts long words of the customer at a word", () => {
    const long = "I ordered a washing machine ".repeat(9);
    const { text } = summaryOf(facts, [{ sequence: 1, sender: "customer", text: long }], undefined);
    expect(text.length).toBeLessThan(140);
    expect(text).toMatch(/(machine|washing|ordered|a|I) …”$/);
  });
});

describe("briefText", () => {
  it("is fit for a ticket, without any value", () => {
    const brief = prepared();
    expect(
      brief && briefText(brief, { line: "Web chat", id: "c-1" }),
    ).toBe(`Order status: “Where is my washing machine?”
(Put together by rule from the query type and the customer’s first words.)
Web chat · conversation c-1

Why handed off: Bot failure, tool_error
Next step: not known
The bot tried:
- Order look-up: timed out
- Search by e-mail address
Failed attempts: 2
Waited: 1 min 48 s

Captured details (values stay with the bot):
- order_reference: transcript only, asked again
- postcode: in a field, not asked
- email: not passed`);
  });
});
