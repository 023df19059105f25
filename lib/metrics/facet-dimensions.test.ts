import { describe, expect, it } from "vitest";
import { METRICS } from "./catalogue";
import { FACET_DIMENSIONS } from "./dimensions";
import { isKeptBy, keysOfValues, sumsOfKey, unitsOf, valueOfKey } from "./facet-dimensions";
import { fieldKey, splitFieldKey, WAYS_PASSED } from "./field-key";

describe("the key of a captured field", () => {
  it("comes back as it went in, however the field is called", () => {
    for (const name of ["order_reference", "", "a\u001fb", "none"])
      for (const passed of WAYS_PASSED)
        expect(splitFieldKey(fieldKey(name, passed))).toEqual({ name, passed });
  });
});

describe("dimensions of which a conversation can have many values", () => {
  it("go with exactly the metrics that are kept by their values", () => {
    const kept = FACET_DIMENSIONS.map((dimension) =>
      METRICS.filter((metric) => isKeptBy(metric, dimension)).map((metric) => metric.id),
    );
    expect(kept).toEqual([
      ["field_reask_rate", "structured_pass_rate"],
      ["hand_offs", "bot_failure_share", "planned_escalation_share", "customer_demand_share"],
      ["post_hand_off_csat", "contained_csat"],
      ["transitions", "transition_context_rate", "transition_repeat_rate", "transition_csat"],
    ]);
  });

  it("count a field as passed only where it is known how, and as structured only where it was", () => {
    const counts = [7, 5, 2, 0] as const;
    const sums = WAYS_PASSED.map((passed) => sumsOfKey("field", fieldKey("email", passed), counts));
    expect(sums).toEqual([
      { fields_answered: 5, fields_asked_again: 2, fields_pass_known: 7, fields_structured: 7 },
      { fields_answered: 5, fields_asked_again: 2, fields_pass_known: 7 },
      { fields_answered: 5, fields_asked_again: 2, fields_pass_known: 7 },
      { fields_answered: 5, fields_asked_again: 2 },
    ]);
    expect(WAYS_PASSED.map((passed) => valueOfKey("field", fieldKey("email", passed)))).toEqual(
      Array(4).fill("email"),
    );
  });

  it("count a score of 4 or 5 as satisfied, apart for the two arms", () => {
    expect(sumsOfKey("csat_score", "4", [7, 2, 0, 0])).toEqual({
      post_scored: 7,
      post_satisfied: 7,
      contained_scored: 2,
      contained_satisfied: 2,
    });
    expect(sumsOfKey("csat_score", "3", [7, 2, 0, 0])).toEqual({ post_scored: 7, contained_scored: 2 });
  });

  it("add the three families up", () => {
    expect(sumsOfKey("failed_attempts", "4", [12, 6, 3, 1])).toEqual({
      hand_offs: 12,
      bot_failure_hand_offs: 6,
      planned_escalation_hand_offs: 3,
      customer_demand_hand_offs: 1,
      three_family_hand_offs: 10,
    });
  });

  it("say where the units of a measure are kept", () => {
    expect(unitsOf("field", "fields_structured", ["email"])).toEqual({
      facet: "field",
      keys: [fieldKey("email", "structured")],
      counts: [0],
    });
    expect(unitsOf("failed_attempts", "three_family_hand_offs", ["3", "4"])).toEqual({
      facet: "failed_attempts",
      keys: ["3", "4"],
      counts: [1, 2, 3],
    });
    expect(unitsOf("failed_attempts", "eligible", ["3"])).toBeNull();
    expect(keysOfValues("field", ["email"])).toHaveLength(4);
  });
});
