import { describe, expect, it } from "vitest";
import { familyOf, isOneOfThree, parseReason, REASON_CODES, REASONS } from "./reason";

/** The table of the contract, section 2, copied by hand. */
const TABLE = {
  bot_failure: [
    "not_understood",
    "max_attempts",
    "knowledge_gap",
    "tool_error",
    "wrong_answer",
    "loop_or_frustration",
  ],
  planned_escalation: ["needs_approval", "policy_or_risk", "out_of_scope_by_design", "priority_customer"],
  customer_demand: ["asked_at_start", "asked_midway"],
} as const;

describe("reasons", () => {
  it("are the codes of the contract, each of its family", () => {
    for (const [family, codes] of Object.entries(TABLE)) {
      for (const code of codes) expect(`${code} ${familyOf(code)}`).toBe(`${code} ${family}`);
    }
    expect([...REASON_CODES].sort()).toEqual(Object.values(TABLE).flat().sort());
  });

  it("may be a bare family name, which is its own family", () => {
    for (const family of ["bot_failure", "planned_escalation", "customer_demand"] as const) {
      expect(parseReason(family)).toBe(family);
      expect([familyOf(family), isOneOfThree(familyOf(family))]).toEqual([family, true]);
    }
  });

  it("outside the three families are operational and unclassified", () => {
    for (const group of ["operational", "unclassified"] as const) {
      expect(parseReason(group)).toBe(group);
      expect([familyOf(group), isOneOfThree(group)]).toEqual([group, false]);
    }
    expect(REASONS).toHaveLength(17);
  });

  it("match in any case and with spaces around them", () => {
    expect(parseReason(" Max_Attempts\n")).toBe("max_attempts");
    expect(parseReason("BOT_FAILURE")).toBe("bot_failure");
  });

  it.each(["", "no idea", "max attempts", "toString", "constructor", "__proto__", "hasOwnProperty"])(
    "%j is no reason",
    (text) => {
      expect(parseReason(text)).toBeNull();
    },
  );
});
