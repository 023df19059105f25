import { describe, expect, it } from "vitest";
import { findInsights, suspicions } from "./insights";
import { around, butLast, type Counts, evidenceOf, NO_LOOKS, type Story } from "./insights-sample";

const REPEAT = "repeat_information_rate";
const found = (story: Story) => findInsights(evidenceOf(story), NO_LOOKS);
const steady = (numerator: number, denominator: number) => (): Counts => [numerator, denominator];

const JUMP: Story["types"] = {
  order_status: { [REPEAT]: butLast(around(45, 160), [117, 163]) },
  refund: { [REPEAT]: around(15, 700) },
};

describe("findInsights", () => {
  it("puts a change's cause behind it, and what stands every week last", () => {
    const { insights } = found({
      types: { ...JUMP, smart_meter_fault: { one_failed_attempt_rate: steady(1, 76) } },
    });
    expect(insights.map(({ kind }) => kind)).toEqual(["change", "type_cause", "standing"]);
  });

  it("begins with gaps, then the largest change, then what stays outside its limits", () => {
    const level = (week: number): Counts => (week >= 10 ? [1450, 4000] : around(25, 4000)(week));
    const { insights } = found({
      all: {
        context_useful_rate: butLast(around(70, 300), [0, 0]),
        contained_csat: butLast(around(80, 900), [600, 900]),
        [REPEAT]: butLast(around(15, 900), [200, 900]),
        hand_off_rate: level,
      },
    });
    expect(insights.map((insight) => [insight.kind, "metric" in insight && insight.metric])).toEqual([
      ["gap", "context_useful_rate"],
      ["change", "contained_csat"],
      ["change", REPEAT],
      ["level", "hand_off_rate"],
    ]);
  });

  it("finds nothing where nothing stands out", () => {
    const { insights, further, noise } = found({
      all: { [REPEAT]: around(15, 900), hand_off_rate: around(30, 5000) },
    });
    expect(insights).toEqual([]);
    expect(further).toEqual([]);
    expect(noise.find(({ metric }) => metric === REPEAT)?.change?.signal).toBe(false);
  });

  it("says at most five things, at most two of them standing, and keeps the other signals", () => {
    const late = { one_failed_attempt_rate: steady(1, 76) };
    const few = found({ types: { a: late, b: late, c: late } });
    expect(few.insights).toHaveLength(2);
    const fell = (percent: number) => butLast(around(percent, 900), [Math.round(9 * (percent - 12)), 900]);
    const { insights, further, noise } = found({
      types: { a: late },
      all: {
        [REPEAT]: fell(60),
        post_hand_off_csat: fell(61),
        contained_csat: fell(80),
        context_useful_rate: fell(70),
        hand_off_rate: fell(30),
        connection_rate: fell(90),
        bot_failure_share: fell(40),
      },
    });
    expect(insights.map(({ kind }) => kind)).toEqual(["change", "change", "change", "change", "change"]);
    expect(further).toHaveLength(2);
    expect(noise).toEqual([]);
  });

  it("does not lose a change of a family among the noise when another family is told", () => {
    const { insights, noise } = found({
      all: {
        bot_failure_share: butLast(around(40, 3000), [1500, 3000]),
        planned_escalation_share: butLast(around(35, 3000), [850, 3000]),
      },
    });
    expect(insights).toHaveLength(1);
    expect(noise.map(({ metric }) => metric)).not.toContain("planned_escalation_share");
  });

  it("never tells two things of the same number", () => {
    const { insights } = found({ types: JUMP });
    const own = insights.filter((insight) => insight.kind === "change" || insight.kind === "level");
    expect(own.map(({ metric }) => metric)).toEqual([REPEAT]);
  });
});

describe("suspicions", () => {
  it("asks for a closer look at each change that has a place to look at", () => {
    expect(suspicions(evidenceOf({ types: JUMP }))).toEqual([
      { metric: REPEAT, queryType: "order_status", fields: true },
    ]);
    expect(suspicions(evidenceOf({ all: { [REPEAT]: around(15, 900) } }))).toEqual([]);
  });
});
