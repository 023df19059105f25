import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { HandoffBody, Sender } from "@/lib/domain/record";
import type { ConversationDetail, Message } from "@/lib/reports/conversation/read-conversation";
import { lastWord } from "./query-type-last-words";

const AT = Date.UTC(2026, 10, 9, 10) * 1000;
const MINUTE = 60_000_000;

function detail(
  messages: readonly (readonly [Sender, string, Partial<Message>?])[],
  handoffs: readonly (HandoffBody & { readonly handoffId: string })[],
  outcome?: "handed_off",
): ConversationDetail {
  return {
    facts: {
      source: "default",
      conversationId: "c-1",
      conversation: { startedAt: AT, ...(outcome && { outcome }) },
      handoffs,
      surveys: [],
      ratings: [],
    },
    messages: messages.map(([sender, text, more], i) => ({ sender, text, sequence: i + 1, ...more })),
    reasonMap: EMPTY_REASON_MAP,
    privateRatings: 0,
  };
}

describe("what a customer wrote last before the hand-off", () => {
  it("is the last message of the customer before the hand-off was requested", () => {
    const word = lastWord(
      detail(
        [
          ["customer", "Where is my parcel?", { at: AT }],
          ["customer", "It is [order_reference]", { at: AT + MINUTE }],
          ["bot", "One moment", { at: AT + 2 * MINUTE }],
          ["customer", "Hello? Finally.", { at: AT + 9 * MINUTE }],
        ],
        [{ handoffId: "1", requestedAt: AT + 3 * MINUTE, reason: "tool_error" }],
      ),
    );
    expect(word).toMatchObject({
      text: "It is [order_reference]",
      family: "bot_failure",
      reason: "tool_error",
    });
  });

  it("goes by the messages of the hand-off, and without times by the last word of the bot", () => {
    const messages = [
      ["customer", "agent"],
      ["bot", "I will get somebody."],
      ["customer", "thanks"],
    ] as const;
    const named = messages.map(
      ([sender, text], i) => [sender, text, i === 2 ? { handoffId: "1" } : {}] as const,
    );
    expect(lastWord(detail(named, [{ handoffId: "1" }]))?.text).toBe("agent");
    expect(lastWord(detail(messages, [{ handoffId: "1" }]))?.text).toBe("agent");
    expect(lastWord(detail(messages, [], "handed_off"))).toMatchObject({
      text: "agent",
      family: "unclassified",
    });
  });

  it("is about the first hand-off from the bot, not about a transfer", () => {
    const word = lastWord(
      detail(
        [
          ["customer", "first", { at: AT }],
          ["customer", "second", { at: AT + 5 * MINUTE }],
        ],
        [
          { handoffId: "t", from: "agent", requestedAt: AT - MINUTE },
          { handoffId: "2", requestedAt: AT + 6 * MINUTE },
          { handoffId: "1", requestedAt: AT + 2 * MINUTE },
        ],
      ),
    );
    expect(word?.text).toBe("first");
  });

  it("is none without a hand-off, or without a word of the customer before it", () => {
    expect(lastWord(detail([["customer", "hello"]], []))).toBeNull();
    expect(lastWord(detail([["bot", "hello"]], [{ handoffId: "1" }]))).toBeNull();
    expect(lastWord(detail([], [{ handoffId: "1" }]))).toBeNull();
  });
});
