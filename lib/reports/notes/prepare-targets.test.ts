import { describe, expect, it } from "vitest";
import { metric } from "@/lib/metrics/catalogue";
import { share } from "@/lib/reports/weekly/weekly-example";
import { chartTarget, formatTargetValue, prepareTargets, typedTargetValue } from "./prepare-targets";
import type { Target } from "./targets";

const TOM = { id: "tom", name: "Tom Okafor" };
const TODAY = "2026-11-16";

function target(id: string, value: number, dueOn: string | null = null): Target {
  return { metric: id, value, owner: TOM, dueOn };
}

describe("a target on a card", () => {
  it("says how far a number is off, and who answers for it by when", () => {
    const targets = [target("repeat_information_rate", 0.15, "2026-12-31")];
    const values = { repeat_information_rate: share(589, 2289) };
    expect(prepareTargets(["repeat_information_rate"], values, targets, TODAY, true)).toEqual({
      repeat_information_rate: {
        metric: "repeat_information_rate",
        label: "Repeat information",
        goal: "≤ 15%",
        distance: "10.7 pts above",
        state: "missed",
        who: "Tom Okafor, by 31 Dec 2026",
        overdue: false,
        href: "/settings/targets/repeat_information_rate",
      },
    });
  });

  it.each([
    ["missed", share(323, 530), 0.7, "9.1 pts below"],
    ["met", share(666, 803), 0.7, "met, 12.9 pts above"],
    ["uncertain", share(15, 20), 0.7, "5.0 pts above, not certain"],
    ["uncertain", share(13, 20), 0.7, "5.0 pts below, not certain"],
    ["met", share(700, 1000), 0.7, "on target"],
    ["unknown", share(2, 4), 0.7, null],
    ["unknown", share(0, 0), 0.7, null],
  ] as const)("is %s with %o", (state, value, goal, distance) => {
    const text = prepareTargets(
      ["post_hand_off_csat"],
      { post_hand_off_csat: value },
      [target("post_hand_off_csat", goal)],
      TODAY,
      false,
    ).post_hand_off_csat;
    expect(text).toMatchObject({ goal: "≥ 70%", state, distance, href: null });
  });

  it("is overdue when its day has passed and it is missed, and only then", () => {
    const of = (value: ReturnType<typeof share>, dueOn: string) =>
      prepareTargets(
        ["repeat_information_rate"],
        { repeat_information_rate: value },
        [target("repeat_information_rate", 0.15, dueOn)],
        TODAY,
        false,
      ).repeat_information_rate;
    expect(of(share(589, 2289), "2026-11-15")).toMatchObject({
      overdue: true,
      who: "Tom Okafor, was due 15 Nov 2026",
    });
    expect(of(share(589, 2289), TODAY)).toMatchObject({ overdue: false, who: "Tom Okafor, by 16 Nov 2026" });
    expect(of(share(89, 2289), "2026-11-15")).toMatchObject({ overdue: false });
  });

  it("is none where no direction is better, and can be set where one is", () => {
    const texts = prepareTargets(["hand_off_rate", "abandonment_rate"], {}, [], TODAY, true);
    expect(texts.hand_off_rate).toMatchObject({ goal: null, distance: "no better direction", href: null });
    expect(texts.abandonment_rate).toMatchObject({
      goal: null,
      distance: null,
      href: "/settings/targets/abandonment_rate",
    });
  });

  it("survives that its owner is gone", () => {
    const gone: Target = { ...target("repeat_information_rate", 0.15), owner: null };
    expect(prepareTargets(["repeat_information_rate"], {}, [gone], TODAY, false)).toMatchObject({
      repeat_information_rate: { who: "No owner" },
    });
  });
});

it.each([
  ["repeat_information_rate", 0.142, "14.2%", "14.2"],
  ["repeat_information_rate", 0, "0%", "0"],
  ["post_hand_off_csat_mean", 4.2, "4.2", "4.2"],
  ["wait_time_p90", 90, "1 min 30 s", "90"],
])("%s of %d is written %s and typed %s", (id, value, written, typed) => {
  expect(formatTargetValue(metric(id), value)).toBe(written);
  expect(typedTargetValue(metric(id), value)).toBe(typed);
});

it("gives a chart its line", () => {
  const targets = [target("repeat_information_rate", 0.15)];
  expect(chartTarget(metric("repeat_information_rate"), targets)).toEqual({
    value: 0.15,
    text: "target 15%",
  });
  expect(chartTarget(metric("hand_off_rate"), targets)).toBeNull();
});
