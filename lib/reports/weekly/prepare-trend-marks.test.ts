import { describe, expect, it } from "vitest";
import type { Release } from "@/lib/reports/stands-out/releases";
import { dayMarks, monthMarks, NO_MARKS } from "./prepare-trend-marks";
import { columns } from "./weekly-example";

const weeks = columns("2026-W46", [1, 1, 1, 1]);
const release = (version: string, day: string, bot = "Wren"): Release => ({
  version,
  bot,
  day,
  previous: null,
});

describe("dayMarks", () => {
  it("puts a release in the middle of its day, oldest first", () => {
    // The weeks begin on Monday 19 October; Thursday 5 November is in the third of four.
    const releases = [release("47", "2026-11-05"), release("46", "2026-10-19")];
    const marks = dayMarks(weeks, { ...NO_MARKS, releases });
    expect(marks.map(({ label, at }) => [label, at])).toEqual([
      ["Release 46", 0.5 / 28],
      ["Release 47", 17.5 / 28],
    ]);
    expect(marks[1]).toMatchObject({ short: "47", day: "5 Nov", week: "2026-W45", strong: false });
  });

  it("leaves out what lies outside the weeks", () => {
    const releases = [release("45", "2026-10-18"), release("48", "2026-11-16")];
    expect(dayMarks(weeks, { ...NO_MARKS, releases })).toEqual([]);
  });

  it("points out the one that a finding names", () => {
    const releases = [release("46", "2026-10-20"), release("47", "2026-11-05")];
    const marks = dayMarks(weeks, { ...NO_MARKS, releases, named: release("47", "2026-11-05") });
    expect(marks.map(({ strong }) => strong)).toEqual([false, true]);
  });

  it("says whose release it is where several bots have some", () => {
    const releases = [release("2", "2026-10-20", "Finch"), release("47", "2026-11-05")];
    expect(dayMarks(weeks, { ...NO_MARKS, releases }).map(({ label }) => label)).toEqual([
      "Release 2 of Finch",
      "Release 47 of Wren",
    ]);
  });

  it("pins what people noted between the releases", () => {
    const notes = [{ day: "2026-10-25", text: "Clocks go back" }];
    const marks = dayMarks(weeks, { ...NO_MARKS, releases: [release("47", "2026-11-05")], notes });
    expect(marks.map(({ label }) => label)).toEqual(["Clocks go back", "Release 47"]);
  });
});

describe("monthMarks", () => {
  it("marks months where they begin, and names the one that the weeks begin in", () => {
    expect(monthMarks(weeks)).toEqual([
      { text: "Oct", at: 0, begins: false },
      { text: "Nov", at: 13 / 28, begins: true },
    ]);
  });

  it("leaves out the first name where the next month follows at once", () => {
    // 26 October to 22 November would leave no room; 31 August to 20 September even less.
    const long = columns(
      "2026-W46",
      Array.from({ length: 12 }, () => 1),
    );
    expect(monthMarks(long).map(({ text }) => text)).toEqual(["Aug", "Sep", "Oct", "Nov"]);
    const crowded = columns(
      "2026-W47",
      Array.from({ length: 12 }, () => 1),
    );
    expect(monthMarks(crowded).map(({ text }) => text)).toEqual(["Sep", "Oct", "Nov"]);
  });

  it("begins with a month that begins with the weeks", () => {
    // 1 June 2026 is a Monday.
    expect(monthMarks(columns("2026-W24", [1, 1]))).toEqual([{ text: "Jun", at: 0, begins: true }]);
    expect(monthMarks([])).toEqual([]);
  });
});
