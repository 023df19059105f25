import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartEvidence } from "@/lib/reports/stands-out/insights-evidence";
import { type EffectRow, prepareMixRate } from "./prepare-mix-rate";

type Counts = readonly [number, number];
const scope = { week: "2026-W46", filters: [{ dimension: "channel", values: ["web_chat"] } as const] };
const type = (
  queryType: string | null,
  before: Counts,
  after: Counts,
): ChartEvidence["handOffs"][number] => ({
  queryType,
  before: { numerator: before[0], denominator: before[1] },
  after: { numerator: after[0], denominator: after[1] },
});

/** The design's check values: 25.0 → 29.4, mix +4.9, rate −0.5. */
const DESIGN = [
  type("a", [120, 200], [174, 300]),
  type("b", [40, 400], [30, 300]),
  type("c", [90, 400], [90, 400]),
];

/** A shown number back in hundredths. */
const shown = (text: string) => Math.round(Number(text.replace("−", "-").replace("%", "")) * 100);
const add = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe("prepareMixRate", () => {
  it("shows no rate of fewer than five conversations, of a type or of a week", () => {
    const few = prepareMixRate([...DESIGN, type("d", [0, 0], [3, 4])], null, scope);
    expect(few?.rows.find(({ name }) => name === "D")?.rates).toBe("none → < 5");
    expect(
      prepareMixRate([type("a", [60, 100], [1, 2]), type("b", [10, 100], [1, 2])], null, scope),
    ).toBeNull();
  });

  it("gives the design's check values", () => {
    const chart = prepareMixRate(DESIGN, null, scope);
    expect(chart?.steps.map(({ label, text }) => `${label} ${text}`)).toEqual([
      "Week 45 25.00%",
      "Mix +4.90",
      "Rate −0.50",
      "Week 46 29.40%",
    ]);
    expect(
      chart?.rows.map(({ name, shares, rates, rateText, mixText, pointsText }) => [
        name,
        shares,
        rates,
        rateText,
        mixText,
        pointsText,
      ]),
    ).toEqual([
      ["A", "20.0 → 30.0", "60.0 → 58.0", "−0.50", "+5.90", "+5.40"],
      ["C", "40.0 → 40.0", "22.5 → 22.5", "0.00", "0.00", "0.00"],
      ["B", "40.0 → 30.0", "10.0 → 10.0", "0.00", "−1.00", "−1.00"],
    ]);
    expect(chart?.total).toMatchObject({
      rates: "25.00 → 29.40",
      rateText: "−0.50",
      mixText: "+4.90",
      pointsText: "+4.40",
    });
    expect(chart?.sentence).toBe(
      "Had customers asked about the same things as in week 45, the rate would be 24.50%. Had every query type kept its rate, it would be 29.90%.",
    );
    expect(chart?.description).toBe(
      "Hand-off rate from 25.00% in week 45 to 29.40% in week 46: mix +4.90, rate −0.50 points.",
    );
  });

  it("shows the eight largest, the others together, and all", () => {
    const many = Array.from({ length: 26 }, (_, i) => type(`t${i}`, [30 + i, 100], [30 + 2 * i, 100]));
    const chart = prepareMixRate([...many, type(null, [5, 10], [5, 10])], null, scope);
    expect(chart?.rows).toHaveLength(9);
    expect(chart?.rows.at(-1)).toMatchObject({ name: "19 others", href: null, shares: null, rates: null });
    expect(chart?.rows[0]?.name).toBe("T25");
  });

  it("gives nine query types a row each: others of one are no others", () => {
    const nine = Array.from({ length: 9 }, (_, i) => type(`t${i}`, [30, 100], [30 + i, 100]));
    expect(prepareMixRate(nine, null, scope)?.rows).toHaveLength(9);
    expect(prepareMixRate(nine, null, scope)?.rows.every(({ href }) => href !== null)).toBe(true);
  });

  it("adds up exactly as it is shown, whatever the counts", () => {
    const counts = fc.tuple(fc.nat(400), fc.nat(900)).map(([n, rest]) => [n, n + rest] as const);
    const texts = (rows: readonly EffectRow[], text: (row: EffectRow) => string) =>
      add(rows.map((row) => shown(text(row))));
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, counts), { minLength: 2, maxLength: 40 }), (types) => {
        const chart = prepareMixRate(
          types.map(([before, after], i) => type(`t${i}`, before, after)),
          null,
          scope,
        );
        if (!chart) return;
        const { rows, total, steps } = chart;
        expect(texts(rows, (row) => row.rateText)).toBe(shown(total.rateText));
        expect(texts(rows, (row) => row.mixText)).toBe(shown(total.mixText));
        expect(texts(rows, (row) => row.pointsText)).toBe(shown(total.pointsText));
        for (const row of [...rows, total]) {
          expect(shown(row.rateText) + shown(row.mixText)).toBe(shown(row.pointsText));
        }
        const [start = 0, mix = 0, rate = 0, end = 0] = steps.map(({ text }) => shown(text));
        expect(start + mix + rate).toBe(end);
        const [low = 0, high = 0] = [chart.ticks[0], chart.ticks.at(-1)];
        for (const { from, to } of steps) {
          expect(Math.min(from, to)).toBeGreaterThanOrEqual(low);
          expect(Math.max(from, to)).toBeLessThanOrEqual(high);
        }
      }),
      { seed: 1 },
    );
  });

  it("leads to the conversations of each query type, filters kept", () => {
    const chart = prepareMixRate([...DESIGN, type(null, [2, 8], [0, 0])], null, scope);
    expect(chart?.rows.find(({ name }) => name === "A")?.href).toBe(
      "/conversations?metric=hand_off_rate&part=numerator&week=2026-W46&channel=web_chat&query_type=a",
    );
    expect(chart?.total.href).toBe(
      "/conversations?metric=hand_off_rate&part=numerator&week=2026-W46&channel=web_chat",
    );
    expect(chart?.rows.find(({ name }) => name === "No query type")).toMatchObject({
      href: "/conversations?metric=hand_off_rate&part=denominator&week=2026-W46&channel=web_chat&query_type=__null__",
      rates: "25.0 → none",
      rateText: "0.00",
    });
  });

  it("says where the whole change may be chance", () => {
    const noise = { difference: 0.044, low: -0.01, high: 0.09, signal: false };
    expect(prepareMixRate(DESIGN, noise, scope)?.verdict).toBe(
      "The whole change may be chance (−1.0 to +9.0), and then its parts say little.",
    );
    expect(prepareMixRate(DESIGN, { ...noise, low: 0.01, signal: true }, scope)?.verdict).toBeNull();
    expect(prepareMixRate(DESIGN, null, scope)?.verdict).toBeNull();
  });

  it("has a scale with 0 in it, and a few round ticks around the steps", () => {
    const chart = prepareMixRate(DESIGN, null, scope);
    expect(chart?.scale).toEqual([-1, 5.9]);
    expect(chart?.ticks).toEqual([24, 26, 28, 30, 32]);
    const still = prepareMixRate(
      [type("a", [30, 100], [30, 100]), type("b", [10, 100], [10, 100])],
      null,
      scope,
    );
    expect(still?.scale).toEqual([0, 0]);
    expect(new Set(still?.ticks).size).toBeGreaterThan(1);
    const none = prepareMixRate([type("a", [0, 100], [0, 100]), type("b", [0, 100], [0, 100])], null, scope);
    expect(none?.ticks[0]).toBe(0);
  });

  it("has nothing to say of one query type, or without a week before", () => {
    expect(prepareMixRate([type("a", [1, 10], [2, 10])], null, scope)).toBeNull();
    expect(prepareMixRate([type("a", [0, 0], [2, 10]), type("b", [0, 0], [1, 10])], null, scope)).toBeNull();
    expect(prepareMixRate([], null, scope)).toBeNull();
  });
});
