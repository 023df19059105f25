import { expect, test } from "vitest";
import { cutIntoWeeks } from "./week-parts";

const WEEKS = [
  { week: "2026-10-12", last: "2026-10-18" },
  { week: "2026-10-19", last: "2026-10-25" },
];

test("all data is every week as a whole", () => {
  expect(cutIntoWeeks({ periods: null, stretches: null }, WEEKS)).toEqual([
    { ...WEEKS[0], pieces: [{ from: "2026-10-12", to: "2026-10-18", stretch: 0 }] },
    { ...WEEKS[1], pieces: [{ from: "2026-10-19", to: "2026-10-25", stretch: 0 }] },
  ]);
});

test("of a period that begins and ends within weeks only its days are asked for", () => {
  const periods = [{ from: "2026-10-16", to: "2026-10-19" }];
  expect(cutIntoWeeks({ periods, stretches: null }, WEEKS).map(({ pieces }) => pieces)).toEqual([
    [{ from: "2026-10-16", to: "2026-10-18", stretch: 0 }],
    [{ from: "2026-10-19", to: "2026-10-19", stretch: 0 }],
  ]);
});

test("a week is cut where a stretch of time begins in it, and weeks outside of all periods are left out", () => {
  const periods = [
    { from: "2026-10-01", to: "2026-10-13" },
    { from: "2026-10-15", to: "2026-10-18" },
  ];
  const stretches = ["2026-10-01", "2026-10-13", "2026-10-14", "2026-10-17"];
  expect(cutIntoWeeks({ periods, stretches }, WEEKS)).toEqual([
    {
      ...WEEKS[0],
      pieces: [
        { from: "2026-10-12", to: "2026-10-12", stretch: 1 },
        { from: "2026-10-13", to: "2026-10-13", stretch: 2 },
        { from: "2026-10-15", to: "2026-10-16", stretch: 3 },
        { from: "2026-10-17", to: "2026-10-18", stretch: 4 },
      ],
    },
  ]);
});
