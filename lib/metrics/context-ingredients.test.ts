import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { ContextRatingBody, HandoffBody } from "@/lib/domain/record";
import { type MeasuringContext, measureConversation } from "./measure-conversation";

const context: MeasuringContext = {
  dayOf: () => "2026-11-09",
  hourOf: () => 14,
  reasonMap: EMPTY_REASON_MAP,
};

function measured(
  handoffs: readonly HandoffBody[],
  ratings: readonly ContextRatingBody[] = [],
  isAskedFor?: MeasuringContext["isAskedFor"],
) {
  const result = measureConversation(
    {
      source: "s",
      conversationId: "c",
      conversation: { startedAt: 0, customerMessages: 2 },
      handoffs: handoffs.map((body, i) => ({ ...body, handoffId: String(i + 1) })),
      surveys: [],
      ratings: ratings.map((body, i) => ({ ...body, handoffId: "1", agentId: `a-${i}` })),
    },
    isAskedFor ? { ...context, isAskedFor } : context,
  );
  if (!result) throw new Error("It was not measured.");
  return result;
}

describe("what arrived", () => {
  it("is known and came, part by part, of hand-offs that reached a person", () => {
    const { sums, dimensions } = measured([
      {
        status: "connected",
        connectedAt: 10,
        context: {
          transcript: true,
          summary: "Wants a refund",
          reason: false,
          deliveredAt: 10,
          fields: [
            { name: "a", passed: "structured" },
            { name: "b", passed: "transcript" },
          ],
        },
      },
      { status: "failed", context: { transcript: true, summary: true } },
    ]);
    expect(sums).toMatchObject({
      context_known: 1,
      context_came: 1,
      transcript_known: 1,
      transcript_came: 1,
      summary_known: 1,
      summary_came: 1,
      reason_told_known: 1,
      delivery_timed: 1,
      delivered_in_time: 1,
    });
    expect(sums.reason_told).toBeUndefined();
    expect(dimensions).toMatchObject({
      context_transcript: "yes",
      context_summary: "yes",
      context_reason: "no",
      context_fields: "some",
      context_timing: "in_time",
    });
  });

  it("is not missing where the source does not say, and late only after the agent was there", () => {
    const silent = measured([{ status: "connected" }]);
    expect(silent.sums.context_known).toBeUndefined();
    expect(silent.dimensions).toMatchObject({
      context_transcript: null,
      context_summary: null,
      context_reason: null,
      context_fields: null,
      context_timing: null,
    });
    const late = measured([{ connectedAt: 10, context: { deliveredAt: 11, summary: false } }]);
    expect(late.dimensions).toMatchObject({ context_timing: "late", context_summary: "no" });
    expect(late.sums).toMatchObject({ context_known: 1, delivery_timed: 1 });
    expect(late.sums.context_came).toBeUndefined();
    expect(late.sums.delivered_in_time).toBeUndefined();
  });
});

describe("what agents say", () => {
  it("is counted answer by answer", () => {
    const { sums } = measured(
      [{ status: "connected" }],
      [
        { usefulness: "useful", used: "used" },
        { usefulness: "partly", used: "skimmed" },
        { usefulness: "not_useful", used: "ignored" },
        { comment: "Hm" },
      ],
    );
    expect(sums).toMatchObject({
      ratings_with_usefulness: 3,
      ratings_useful: 1,
      ratings_partly: 1,
      ratings_not_useful: 1,
      ratings_with_use: 3,
      ratings_used: 1,
      ratings_skimmed: 1,
      ratings_ignored: 1,
    });
  });

  it("is asked for only of hand-offs that reached a person and that the lot fell on", () => {
    const second: MeasuringContext["isAskedFor"] = ({ handoffId }) => handoffId !== "1";
    const { sums } = measured(
      [{ status: "connected" }, { status: "connected" }, { status: "failed" }],
      [{ used: "used" }],
      second,
    );
    expect(sums).toMatchObject({ rated_hand_offs: 1, asked_hand_offs: 1 });
    expect(sums.asked_rated_hand_offs).toBeUndefined();
    expect(measured([{ status: "connected" }], [{ used: "used" }], () => true).sums).toMatchObject({
      asked_hand_offs: 1,
      asked_rated_hand_offs: 1,
    });
  });
});
