import { describe, expect, it } from "vitest";
import type { ReportRow } from "@/lib/reports/report/report";
import { prepareCards } from "./prepare-cards";
import { columns, numbers } from "./weekly-example";

const scope = { week: "2026-W46", filters: [{ dimension: "channel", values: ["web_chat"] }] as const };
const weeks = columns(
  "2026-W46",
  Array.from({ length: 12 }, () => 2000),
  { running: 400 },
);

const total: ReportRow = {
  key: {},
  values: numbers(2000, 0.3),
  previous: numbers(1900),
  change: {
    repeat_information_rate: { difference: 0.1, low: 0.05, high: 0.15, signal: true },
    bot_failure_share: { difference: 0.026, low: 0.01, high: 0.04, signal: true },
    planned_escalation_share: { difference: -0.013, low: -0.03, high: 0.01, signal: false },
  },
};

describe("prepareCards", () => {
  const prepared = prepareCards(total, weeks, scope);

  it("keeps the fixed order", () => {
    expect(prepared.cards.flatMap((card) => card.numbers.map((number) => number.title))).toEqual([
      "Repeat information",
      "CSAT after hand-off",
      "Contained",
      "Agent sentiment",
      "Hand-off rate",
    ]);
  });

  it("gives every number its parts, its change, and what it was before", () => {
    const [repeat] = prepared.cards[0].numbers;
    expect(repeat.number).toMatchObject({ value: "30.0%", parts: "144/480" });
    expect(repeat.change).toMatchObject({ text: "10.0 pts worse", word: "signal" });
    expect(repeat.from).toBe("from 20.0%");
  });

  it("keeps the filters in every link", () => {
    expect(prepared.cards[3].numbers[0].number.href).toBe(
      "/conversations?metric=hand_off_rate&part=numerator&week=2026-W46&channel=web_chat",
    );
  });

  it("says why there is nothing to compare with", () => {
    const { previous: _, ...first } = total;
    expect(prepareCards(first, weeks, scope).cards[0].numbers[0].from).toBe("week 45: no data");
  });

  it("shows the three families with signals told from noise, and counts what lies outside them", () => {
    expect(
      prepared.mix.shares.map(({ name, number, change, signal }) => [name, number.value, change, signal]),
    ).toEqual([
      ["Bot failure", "50.0%", "+2.6", true],
      ["Planned escalation", "30.0%", "−1.3", false],
      ["Customer demand", "20.0%", null, false],
    ]);
    expect(prepared.mix.withReason.count).toBe("720");
    expect(prepared.mix.outside.map(({ name, count }) => [name, count])).toEqual([
      ["Unclassified", "48"],
      ["Operational", "32"],
    ]);
    expect(prepared.mix.outside[1]?.href).toContain("channel=web_chat&reason=operational");
  });

  it("explains only the marks that occur", () => {
    expect(prepared.key).toMatchObject({ limits: true, intervals: false, running: "week 47" });
  });
});
