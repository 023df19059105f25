import { describe, expect, it } from "vitest";
import { share } from "@/lib/reports/weekly/weekly-example";
import { excessOf, excessOfOne, flagText } from "./excess";

describe("excess hand-offs", () => {
  // Design, section 4: overall 25.0 %, impact +8.75, −10.00, −1.67 points, excess +87.5, −100.0, −16.7.
  const [first, second, third] = excessOf([share(120, 200), share(40, 400), share(90, 400)]);

  it("are hand-offs above what a type would have at the rate of all others", () => {
    expect([first?.excess, second?.excess, third?.excess].map((excess) => excess?.toFixed(1))).toEqual([
      "87.5",
      "-100.0",
      "-16.7",
    ]);
    expect(
      [first?.impact, second?.impact, third?.impact].map((impact) => ((impact ?? 0) * 100).toFixed(2)),
    ).toEqual(["8.75", "-10.00", "-1.67"]);
  });

  it("come with a flag where chance alone would hardly do it", () => {
    expect(first?.flag).toEqual({ side: "above", level: 99.8 });
    expect(second?.flag).toEqual({ side: "below", level: 99.8 });
    // 22.5 % of 400 lies within 25 ± 4.2 points.
    expect(third?.flag).toBeNull();
  });

  it("are none where there is no other type, and count a missing rate as no conversations", () => {
    expect(excessOf([share(3, 10)])).toEqual([{ impact: null, excess: null, flag: null }]);
    expect(excessOf([share(3, 10), undefined])[1]).toMatchObject({ excess: 0, flag: null });
  });
});

describe("excess hand-offs of one query type", () => {
  it("are the same against the rate of all, itself included", () => {
    const all = share(250, 1000);
    const [first] = excessOf([share(120, 200), share(40, 400), share(90, 400)]);
    expect(excessOfOne(share(120, 200), all)).toEqual(first);
  });

  it("are none without any others", () => {
    expect(excessOfOne(share(3, 10), share(3, 10)).excess).toBeNull();
    expect(excessOfOne(undefined, undefined).excess).toBeNull();
  });

  it("are flagged in words", () => {
    expect(flagText({ side: "below", level: 95 })).toBe("which chance hardly explains");
    expect(flagText(null)).toBe("which chance would explain");
  });
});
