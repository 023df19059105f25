import { describe, expect, it } from "vitest";
import { share } from "@/lib/reports/weekly/weekly-example";
import { prepareCsat } from "./prepare-query-type-csat";

const scope = { period: { from: "2026-10-19", to: "2026-11-15" }, filters: [] };

describe("CSAT after a hand-off and contained", () => {
  const comparison = prepareCsat(
    {
      post_hand_off_csat: share(40, 100),
      contained_csat: share(85, 100),
      survey_response_rate: share(105, 700),
      contained_survey_response_rate: share(100, 400),
      customer_reported_repeat_rate: share(30, 90),
    },
    scope,
  );

  it("are compared with Newcombe's interval and judged", () => {
    expect(comparison.difference).toMatchObject({ tone: "worse", text: "45.0 pts worse", word: "signal" });
  });

  it("come with what they would be if everybody had answered", () => {
    // 40 of 700 to 640 of 700.
    expect(comparison.arms.map((arm) => arm.bounds)).toEqual(["5.7–91.4", "21.3–96.3"]);
  });

  it("say nothing where a number is withheld", () => {
    const few = prepareCsat({ post_hand_off_csat: share(1, 3), contained_csat: share(85, 100) }, scope);
    expect(few.difference).toBeNull();
    expect(few.arms[0]).toMatchObject({ bounds: null, satisfied: { withheld: { kind: "too_few" } } });
    expect(few.arms[1].bounds).toBeNull();
  });
});
