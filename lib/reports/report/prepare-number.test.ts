import { describe, expect, it } from "vitest";
import { metric } from "@/lib/metrics/catalogue";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { judgement, prepareChange, prepareNumber } from "./prepare-number";

const scope = { week: "2026-W46", filters: [] };
const repeat = metric("repeat_information_rate");

const value = (numerator: number, denominator: number, more: Partial<MetricValue> = {}): MetricValue => ({
  value: numerator / denominator,
  numerator,
  denominator,
  interval: { low: 0.24, high: 0.2757 },
  withheld: null,
  lowVolume: denominator < 30,
  ...more,
});

describe("prepareNumber", () => {
  it("writes a share with its parts, its interval and the way to its conversations", () => {
    expect(prepareNumber(repeat, value(589, 2289), scope)).toMatchObject({
      figure: { number: "25.7", unit: "%" },
      value: "25.7%",
      withheld: null,
      parts: "589/2,289",
      href: "/conversations?metric=repeat_information_rate&part=numerator&week=2026-W46",
      interval: "24.0–27.6",
      low: false,
    });
  });

  it("marks low volume", () => {
    expect(prepareNumber(repeat, value(9, 20), scope).low).toBe(true);
  });

  it("leads to the whole where nobody is in the part", () => {
    expect(prepareNumber(repeat, value(0, 40), scope).href).toContain("part=denominator");
  });

  it.each([
    ["no_data", { value: null, numerator: 0, denominator: 0, interval: null }, "no data", null],
    ["too_few", { value: null, numerator: 3, denominator: 4, interval: null }, "< 5", "3/4"],
    ["private", { value: null, numerator: null, denominator: null, interval: null }, "withheld", null],
  ] as const)("says %s in words and never as 0", (withheld, parts, text, counts) => {
    const number = prepareNumber(repeat, { ...value(1, 1), ...parts, withheld, lowVolume: true }, scope);
    expect(number.figure).toBeNull();
    expect(number.value).toBeNull();
    expect(number.withheld?.text).toBe(text);
    expect(number.parts).toBe(counts);
    expect(number.low).toBe(false);
  });

  it("takes an absent number for no data", () => {
    expect(prepareNumber(repeat, undefined, scope).withheld?.kind).toBe("no_data");
  });

  it("leads to rated conversations, never to those rated well, and nowhere from a private number", () => {
    const sentiment = metric("context_useful_rate");
    expect(prepareNumber(sentiment, value(7, 10), scope).href).toContain("part=denominator");
    const hidden = {
      ...value(1, 1),
      value: null,
      numerator: null,
      denominator: null,
      withheld: "private",
    } as const;
    expect(prepareNumber(sentiment, hidden, scope).href).toBeNull();
  });

  it("gives a count no parts and no low volume", () => {
    const count = { ...value(3, 1), value: 3, numerator: 3, denominator: null, interval: null };
    expect(prepareNumber(metric("conversations"), count, scope)).toMatchObject({
      value: "3",
      parts: null,
      low: false,
    });
  });
});

describe("prepareChange", () => {
  const change = (difference: number, low: number, high: number) => ({
    difference,
    low,
    high,
    signal: low > 0 || high < 0,
  });

  it("judges a signal by what is better", () => {
    expect(prepareChange(repeat, change(0.066, 0.042, 0.091))).toEqual({
      tone: "worse",
      direction: "up",
      text: "6.6 pts worse",
      word: "signal",
      interval: "+4.2 to +9.1",
    });
    expect(prepareChange(metric("post_hand_off_csat"), change(0.066, 0.042, 0.091))?.text).toBe(
      "6.6 pts better",
    );
  });

  it("only says higher or lower where no direction is better", () => {
    const rate = metric("hand_off_rate");
    expect(prepareChange(rate, change(0.014, 0.003, 0.025))).toMatchObject({
      tone: "neutral",
      text: "1.4 pts higher",
    });
    expect(prepareChange(rate, change(-0.014, -0.025, -0.003))?.text).toBe("1.4 pts lower");
  });

  it("calls noise noise, without better or worse", () => {
    expect(prepareChange(repeat, change(-0.021, -0.053, 0.034))).toMatchObject({
      tone: "noise",
      direction: "down",
      text: "2.1 pts",
      word: "noise",
    });
  });

  it("shows no direction where there is none, and nothing where nothing can be compared", () => {
    expect(prepareChange(repeat, change(0.0001, -0.01, 0.01))?.direction).toBe("none");
    expect(prepareChange(repeat, null)).toBeNull();
  });
});

describe("judgement", () => {
  it.each([
    ["lower", "up", "worse"],
    ["lower", "down", "better"],
    ["higher", "up", "better"],
    [null, "up", "neutral"],
    ["lower", "none", "neutral"],
  ] as const)("%s is better, going %s is %s", (better, direction, judged) => {
    expect(judgement(better, direction)).toBe(judged);
  });
});
