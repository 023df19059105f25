import { describe, expect, it } from "vitest";
import { addDays, type Day } from "@/lib/domain/day";
import { countValue } from "@/lib/metrics/evaluate";
import { reportOf } from "./insights-sample";
import { findReleases, ownedBy, ownersByBot } from "./releases";

const FIRST: Day = "2026-10-01";

/** Conversations a day by version, from the first day on; a version that is not named has none. */
function releasesOf(
  days: readonly { readonly [version: string]: number }[],
  owners: readonly (readonly [bot: string | null, version: string])[] = [],
) {
  const versions = [...new Set(days.flatMap((day) => Object.keys(day)))];
  const bots = owners.length > 0 ? owners : versions.map((version) => ["Wren", version] as const);
  return findReleases(
    reportOf(
      days.flatMap((day, i) =>
        Object.entries(day).map(([version, count]) => ({
          key: { day: addDays(FIRST, i), bot_version: version === "" ? null : version },
          values: { conversations: countValue(count) },
        })),
      ),
    ),
    ownersByBot(
      reportOf(
        bots.map(([bot, version]) => ({
          key: { bot, bot_version: version },
          values: { conversations: countValue(1) },
        })),
      ),
    ),
  );
}

const days = (count: number, day: { readonly [version: string]: number }) =>
  Array.from({ length: count }, () => day);

describe("findReleases", () => {
  it("finds the day on which a version takes over, and the version before it", () => {
    expect(releasesOf([...days(5, { 46: 100 }), { 46: 30, 47: 70 }, ...days(3, { 47: 100 })])).toEqual([
      { version: "47", bot: "Wren", day: "2026-10-06", previous: "46" },
    ]);
  });

  it("finds none where one version runs all the time, nor where versions are not known", () => {
    expect(releasesOf(days(10, { 46: 100 }))).toEqual([]);
    expect(releasesOf(days(10, { "": 100 }))).toEqual([]);
    expect(releasesOf([])).toEqual([]);
  });

  it("does not take what runs on the first days for a release", () => {
    expect(releasesOf([{ 46: 100 }, { 46: 90, 47: 10 }, ...days(5, { 47: 100 })])).toEqual([]);
  });

  it("waits until a version that is tried out has a twentieth of the day", () => {
    const trial = [...days(5, { 46: 100 }), ...days(4, { 46: 99, 47: 1 }), ...days(5, { 46: 50, 47: 50 })];
    expect(releasesOf(trial)).toEqual([{ version: "47", bot: "Wren", day: "2026-10-10", previous: "46" }]);
  });

  it("is one release where a version grows, shrinks for a day and grows again", () => {
    const found = releasesOf([
      ...days(4, { 46: 100 }),
      { 46: 80, 47: 20 },
      { 46: 98, 47: 2 },
      ...days(4, { 46: 40, 47: 60 }),
    ]);
    expect(found.map(({ day }) => day)).toEqual(["2026-10-05"]);
  });

  it("sees a version that comes back after three days without it", () => {
    const back = releasesOf([...days(4, { 46: 100 }), ...days(3, { 47: 100 }), ...days(2, { 46: 100 })]);
    expect(back.map(({ version, day, previous }) => [version, day, previous])).toEqual([
      ["47", "2026-10-05", "46"],
      ["46", "2026-10-08", "47"],
    ]);
  });

  it("keeps the versions of several bots apart", () => {
    const found = releasesOf(
      [...days(4, { 46: 1000, b1: 10 }), ...days(4, { 46: 1000, b2: 10 })],
      [
        ["Wren", "46"],
        ["Finch", "b1"],
        ["Finch", "b2"],
      ],
    );
    expect(found).toEqual([{ version: "b2", bot: "Finch", day: "2026-10-05", previous: "b1" }]);
  });

  it("does not say whose a version is that two bots have", () => {
    const found = releasesOf(
      [...days(4, { 1: 100 }), ...days(4, { 2: 100 })],
      [
        ["Wren", "1"],
        ["Wren", "2"],
        ["Finch", "1"],
        ["Finch", "2"],
      ],
    );
    expect(found).toEqual([{ version: "2", bot: null, day: "2026-10-05", previous: "1" }]);
  });

  it("knows whose all versions are where there is one bot", () => {
    const byVersion = reportOf(
      ["46", "47", null].map((version) => ({ key: { bot_version: version }, values: {} })),
    );
    expect([...ownedBy("Wren", byVersion)]).toEqual([
      ["46", "Wren"],
      ["47", "Wren"],
    ]);
  });
});
