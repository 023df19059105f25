import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { ConversationBody, ConversationFacts, HandoffBody } from "@/lib/domain/record";
import { measureConversation } from "./measure-conversation";
import type { FacetSum } from "./measures";

const AT = Date.UTC(2026, 10, 9, 10) * 1000;
const context = { dayOf: () => "2026-11-09", hourOf: () => 10, reasonMap: EMPTY_REASON_MAP };

function facts(handoff: HandoffBody, conversation: Partial<ConversationBody> = {}): ConversationFacts {
  return {
    source: "default",
    conversationId: "c-1",
    conversation: { startedAt: AT, customerMessages: 3, ...conversation },
    handoffs: [{ handoffId: "1", ...handoff }],
    surveys: [],
    ratings: [],
  };
}

function facetsOf(facts: ConversationFacts, facet: FacetSum["facet"]) {
  const measured = measureConversation(facts, context);
  return Object.fromEntries(
    measured?.facets.filter((sum) => sum.facet === facet).map((sum) => [sum.key, sum.counts]) ?? [],
  );
}

describe("the failed attempts before a hand-off", () => {
  it("are counted with the family of the hand-off", () => {
    expect(facetsOf(facts({ reason: "tool_error", failedAttempts: 3 }), "failed_attempts")).toEqual({
      "3": [1, 1, 0, 0],
    });
    expect(facetsOf(facts({ reason: "needs_approval", failedAttempts: 0 }), "failed_attempts")).toEqual({
      "0": [1, 0, 1, 0],
    });
    expect(facetsOf(facts({ reason: "asked_at_start", failedAttempts: 4 }), "failed_attempts")).toEqual({
      "4": [1, 0, 0, 1],
    });
    expect(facetsOf(facts({ failedAttempts: 4 }), "failed_attempts")).toEqual({ "4": [1, 0, 0, 0] });
  });

  it("are the conversation's where the hand-off does not say, and in no key where nobody does", () => {
    const reason = "max_attempts";
    expect(facetsOf(facts({ reason }, { failedAttempts: 2 }), "failed_attempts")).toEqual({
      "2": [1, 1, 0, 0],
    });
    expect(facetsOf(facts({ reason }), "failed_attempts")).toEqual({});
  });
});

describe("captured fields", () => {
  const fields = [
    { name: "email", passed: "structured", reasked: false },
    { name: "postcode", passed: "none", reasked: true },
    { name: "order", reasked: true },
    { name: "phone", passed: "transcript" },
  ] as const;

  it("are kept by how they were passed, with the answers of assessed hand-offs", () => {
    expect(facetsOf(facts({ status: "connected", context: { fields } }), "field")).toEqual({
      "email\u001fstructured": [1, 1, 0, 0],
      "postcode\u001fnone": [1, 1, 1, 0],
      "order\u001f": [1, 1, 1, 0],
      "phone\u001ftranscript": [1, 0, 0, 0],
    });
  });

  it("have no answer where the hand-off reached nobody", () => {
    expect(facetsOf(facts({ status: "failed", context: { fields } }), "field")).toEqual({
      "email\u001fstructured": [1, 0, 0, 0],
      "postcode\u001fnone": [1, 0, 0, 0],
      "order\u001f": [1, 0, 0, 0],
      "phone\u001ftranscript": [1, 0, 0, 0],
    });
  });
});
