import { describe, expect, it } from "vitest";
import { metric } from "@/lib/metrics/catalogue";
import { prepareSparkline } from "./prepare-sparkline";
import { columns } from "./weekly-example";

const repeat = metric("repeat_information_rate");
const twelve = Array.from({ length: 12 }, () => 2000);

describe("prepareSparkline", () => {
  it("draws limits from twelve weeks on, and judges the week outside them", () => {
    const series = prepareSparkline(repeat, columns("2026-W46", twelve, { lastRepeated: 0.4 }));
    expect(series.centre).not.toBeNull();
    const reviewed = series.points.at(-1);
    expect(reviewed).toMatchObject({ label: "W46", state: "reviewed", outside: "worse" });
    expect(reviewed?.limits?.high).toBeLessThan(reviewed?.value ?? 0);
    expect(series.limitTexts?.high).toMatch(/^\d+$/);
    expect(series.description).toContain("Outside the control limits");
  });

  it("draws the interval of the reviewed week alone where there are limits", () => {
    const { points } = prepareSparkline(repeat, columns("2026-W46", twelve));
    expect(points.filter((point) => point.interval !== null).map((point) => point.label)).toEqual(["W46"]);
  });

  it("has intervals only with fewer than twelve weeks", () => {
    const series = prepareSparkline(repeat, columns("2026-W46", twelve.slice(0, 11)));
    expect(series.centre).toBeNull();
    expect(series.limitTexts).toBeNull();
    expect(series.points.every((point) => point.interval !== null && point.limits === null)).toBe(true);
    expect(series.description).toContain("Too few weeks for control limits");
  });

  it("does not count the running week among the twelve", () => {
    const series = prepareSparkline(repeat, columns("2026-W46", twelve.slice(0, 11), { running: 500 }));
    expect(series.centre).toBeNull();
    expect(series.points.at(-1)?.state).toBe("running");
  });

  it("leaves a gap where there is no data and where a share is withheld", () => {
    const series = prepareSparkline(repeat, columns("2026-W46", [2000, null, 10, 2000]));
    expect(series.points.map((point) => point.value === null)).toEqual([false, true, true, false]);
    expect(series.points.map((point) => point.gap)).toEqual([null, "no data", "< 5", null]);
  });

  it("says so where nothing is known", () => {
    expect(prepareSparkline(repeat, columns("2026-W46", [null])).description).toBe(
      "Repeat information: no data in the weeks up to week 46.",
    );
  });

  it("carries a second series beside it", () => {
    const series = prepareSparkline(
      metric("post_hand_off_csat"),
      columns("2026-W46", [2000, null, 2000]),
      metric("contained_csat"),
    );
    expect(series.second).toEqual([0.8, null, 0.8]);
  });
});
