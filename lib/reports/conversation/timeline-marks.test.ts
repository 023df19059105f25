import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { ConversationFacts } from "@/lib/domain/record";
import { findingsOf } from "./conversation-findings";
import { foldTimeline } from "./fold-timeline";
import { prepareTimeline } from "./prepare-timeline";
import type { Message } from "./read-conversation";
import { timelineMarks } from "./timeline-marks";

const at = (second: number) => second * 1_000_000;
const facts: ConversationFacts = {
  source: "s",
  conversationId: "c",
  conversation: { startedAt: 0, failedAttempts: 1 },
  handoffs: [{ handoffId: "1", requestedAt: at(50) }],
  surveys: [],
  ratings: [],
};
const messages: Message[] = [
  { sequence: 1, sender: "customer", text: "It is [order_reference]", at: at(10) },
  { sequence: 2, sender: "bot", text: "I could not open that. Let me try again.", at: at(20) },
  { sequence: 3, sender: "agent", text: "Can I take your order reference?", at: at(60) },
  { sequence: 4, sender: "customer", text: "Again: [order_reference]", at: at(70) },
];
const again = [{ handoffId: "1", field: "order_reference" }];

describe("timelineMarks", () => {
  it("points at the question that brought a detail once more, and to where it was given", () => {
    const { marks, brackets } = timelineMarks({ facts, messages }, [], again, "UTC");
    expect(marks.get(3)).toMatchObject([
      {
        kind: "again",
        label: "Asked again for order_reference. The customer gave it at 00:00:10, 50 s earlier.",
        words: "order reference",
        finding: null,
      },
    ]);
    expect(brackets).toEqual([{ from: 1, to: 3 }]);
  });

  it("marks what reads like a failed attempt only where the record says that there was one", () => {
    expect(timelineMarks({ facts, messages }, [], [], "UTC").marks.get(2)?.[0]?.kind).toBe("failed");
    const none = { ...facts, conversation: { startedAt: 0, failedAttempts: 0 } };
    expect(timelineMarks({ facts: none, messages }, [], [], "UTC").marks.size).toBe(0);
  });

  it("prefers Baton's own findings, which can be rejected", () => {
    const finding = {
      field: "order_reference",
      sequence: 4,
      rule: "value",
      confidence: "high",
      place: null,
      rejected: false,
    } as const;
    const reading = (rejected: boolean) =>
      [
        ...findingsOf(
          [{ handoffId: "1", assessed: true, fields: [], findings: [{ ...finding, rejected }] }],
          true,
        ).byMessage.values(),
      ].flat();
    const found = timelineMarks({ facts, messages }, reading(false), again, "UTC");
    expect(found.marks.get(3)).toBeUndefined();
    expect(found.marks.get(4)).toMatchObject([
      { kind: "again", finding: { rule: "value", rejected: false } },
    ]);
    expect(found.brackets).toEqual([{ from: 1, to: 4 }]);
    const rejected = timelineMarks({ facts, messages }, reading(true), [], "UTC");
    expect(rejected.marks.get(4)?.[0]?.kind).toBe("maybe");
    expect(rejected.brackets).toEqual([]);
  });
});

describe("foldTimeline", () => {
  const long = Array.from(
    { length: 60 },
    (_, i): Message => ({ sequence: i + 1, sender: "bot", text: "Hm" }),
  );
  const items = prepareTimeline(
    {
      facts: { ...facts, handoffs: [{ handoffId: "1" }] },
      messages: [...long, { sequence: 61, sender: "agent", text: "Hello" }],
      reasonMap: EMPTY_REASON_MAP,
      privateRatings: 0,
    },
    "UTC",
  );

  it("folds the middle, and loses nothing", () => {
    const runs = foldTimeline(items, new Set());
    expect(runs.filter(({ folded }) => folded)).toHaveLength(1);
    expect(runs.flatMap((run) => run.items)).toEqual(items);
  });

  it("keeps open what something points to", () => {
    const runs = foldTimeline(items, new Set([30]));
    const folded = runs.filter((run) => run.folded).flatMap((run) => run.items.map(({ key }) => key));
    expect(folded).not.toContain("message 30");
    expect(runs.filter((run) => run.folded)).toHaveLength(2);
  });

  it("leaves short ones whole", () => {
    expect(foldTimeline(items.slice(0, 20), new Set())).toHaveLength(1);
  });
});
