import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REASON_CODES, REASONS } from "./reason";
import {
  applyReasonMap,
  changedReasonMap,
  compareReasonMaps,
  EMPTY_REASON_MAP,
  type ReasonMapChange,
  reasonMapOf,
} from "./reason-map";
import type { ConversationFacts, HandoffBody } from "./record";

function facts(...handoffs: HandoffBody[]): ConversationFacts {
  return {
    source: "bot",
    conversationId: "c",
    conversation: { startedAt: 0 },
    handoffs: handoffs.map((handoff, i) => ({ handoffId: String(i + 1), ...handoff })),
    surveys: [],
    ratings: [],
  };
}

const MAP = reasonMapOf([
  { source: "bot", raw: "ESC_017", reason: "tool_error" },
  { source: "bot", raw: "Quota full", reason: "operational" },
  { source: "bot", raw: "MISC", reason: "unclassified" },
  { source: "other", raw: "ESC_022", reason: "needs_approval" },
]);

const reasonOf = (handoff: HandoffBody) => applyReasonMap(facts(handoff), MAP).handoffs[0]?.reason;

describe("the reason map", () => {
  it("classifies a hand-off whose own reason is missing or says nothing", () => {
    expect(reasonOf({ reasonRaw: "ESC_017" })).toBe("tool_error");
    expect(reasonOf({ reasonRaw: "ESC_017", reason: "unclassified" })).toBe("tool_error");
    expect(reasonOf({ reasonRaw: "Quota full" })).toBe("operational");
    expect(reasonOf({ reasonRaw: "MISC" })).toBe("unclassified");
  });

  it("never overrules a reason that the source sent and Baton knows", () => {
    for (const reason of REASONS.filter((known) => known !== "unclassified")) {
      expect(reasonOf({ reasonRaw: "ESC_017", reason })).toBe(reason);
    }
  });

  it("compares raw reasons trimmed and in any case, and sources exactly", () => {
    expect(reasonOf({ reasonRaw: " esc_017 " })).toBe("tool_error");
    expect(reasonOf({ reasonRaw: "QUOTA FULL" })).toBe("operational");
    expect(reasonOf({ reasonRaw: "ESC_022" })).toBeUndefined();
    expect(reasonOf({ reasonRaw: "ESC_0170" })).toBeUndefined();
  });

  it("leaves everything else of the facts as it is", () => {
    const given = facts({ reasonRaw: "ESC_017", queue: "orders" }, { reason: "tool_error" }, {});
    const { handoffs, ...rest } = applyReasonMap(given, MAP);
    const { handoffs: before, ...same } = given;
    expect(rest).toEqual(same);
    expect(handoffs).toEqual([{ ...before[0], reason: "tool_error" }, before[1], before[2]]);
    expect(applyReasonMap(given, EMPTY_REASON_MAP)).toBe(given);
    expect(applyReasonMap(facts({ reason: "tool_error" }), MAP).handoffs).toHaveLength(1);
  });

  it("takes the later of two entries for the same raw reason", () => {
    const map = reasonMapOf([
      { source: "bot", raw: "ESC_017", reason: "tool_error" },
      { source: "bot", raw: " esc_017", reason: "knowledge_gap" },
    ]);
    expect([...map.values()]).toEqual([{ source: "bot", raw: " esc_017", reason: "knowledge_gap" }]);
  });
});

describe("changes of the reason map", () => {
  it("say what a raw reason meant and means, whatever its spelling", () => {
    const after = changedReasonMap(MAP, [
      { source: "bot", raw: "esc_017", reason: "knowledge_gap" },
      { source: "bot", raw: "misc", reason: null },
      { source: "bot", raw: "quota FULL", reason: "operational" },
      { source: "other", raw: "NEW", reason: "asked_midway" },
    ]);
    expect(compareReasonMaps(MAP, after)).toEqual([
      { source: "bot", raw: "esc_017", before: "tool_error", after: "knowledge_gap" },
      { source: "other", raw: "NEW", before: null, after: "asked_midway" },
      { source: "bot", raw: "MISC", before: "unclassified", after: null },
    ]);
  });

  it("lead from any map to any other and back", () => {
    const entry = fc.record({
      source: fc.constantFrom("bot", "other"),
      raw: fc.constantFrom("a", "A", " b ", "c"),
      reason: fc.constantFrom(...REASON_CODES),
    });
    const map = fc.array(entry, { maxLength: 6 }).map(reasonMapOf);
    fc.assert(
      fc.property(map, map, (before, after) => {
        const there: ReasonMapChange[] = compareReasonMaps(before, after).map((difference) => ({
          ...difference,
          reason: difference.after,
        }));
        const reached = changedReasonMap(before, there);
        expect(compareReasonMaps(reached, after)).toEqual([]);
        const back: ReasonMapChange[] = compareReasonMaps(before, after).map((difference) => ({
          ...difference,
          reason: difference.before,
        }));
        expect(compareReasonMaps(changedReasonMap(reached, back), before)).toEqual([]);
      }),
      { seed: 20261122 },
    );
  });
});
