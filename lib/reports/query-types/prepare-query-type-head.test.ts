import { describe, expect, it } from "vitest";
import { columns, share } from "@/lib/reports/weekly/weekly-example";
import { prepareQueryTypeHead } from "./prepare-query-type-head";
import { prepareQueryTypeTrend } from "./prepare-query-type-trend";
import type { QueryTypeDetail } from "./query-type-detail";
import { parseQueryTypeAddress } from "./query-type-detail-address";
import { EXAMPLE_TYPES, exampleRows } from "./query-type-example";
import { queryTypeNumbers } from "./query-type-numbers";

const rows = exampleRows(EXAMPLE_TYPES);
const [numbers] = queryTypeNumbers(rows);
if (!numbers) throw new Error("no type");
const period = { from: "2026-10-19", to: "2026-11-15" };
const everything = { period, filters: [] };
const own = { period, filters: [{ dimension: "query_type" as const, values: ["order_status"] }] };

const detail: QueryTypeDetail = {
  period,
  provisional: false,
  weeks: [],
  choices: {},
  numbers,
  total: {
    key: {},
    values: numbers.values,
    previous: { hand_off_rate: share(700, 1800), repeat_information_rate: share(1, 3) },
    change: { hand_off_rate: { difference: 0.111, low: 0.08, high: 0.142, signal: true } },
  },
  all: rows.total,
  allAttempts: numbers.attempts,
  repeatTarget: null,
  journeys: [],
  columns: columns("2026-W46", Array(12).fill(200)),
  lastWeek: "2026-W46",
  releases: [{ version: "47", bot: "Wren", day: "2026-11-05", previous: "46" }],
  annotations: [],
  provisionalWeeks: ["2026-W46"],
  versions: { period, versions: [], pair: null },
};

describe("the head of the page of one query type", () => {
  const head = prepareQueryTypeHead(detail, own, everything);

  it("names it, reads it and says what to do", () => {
    expect(head).toMatchObject({
      name: "Order status",
      raw: "order_status",
      reading: { text: "Broken integration", certain: true },
      verdict: { label: "Fix the field", isNew: false },
    });
    expect(head.rules).toHaveLength(5);
  });

  it("says how much of all it is, its excess and its attempts", () => {
    expect(head.facts).toEqual([
      "2,000 conversations, 32.3% of all",
      "661 hand-offs more than at the rate of all other types, far more than chance explains",
      "1.3 failed attempts a hand-off, 1.3 for all",
    ]);
  });

  it("shows four numbers, what they were before, and those of all query types", () => {
    const [rate, repeat] = head.cards;
    expect(head.cards.map((card) => card.numbers.map(({ title }) => title))).toEqual([
      ["Hand-off rate"],
      ["Repeat information"],
      ["CSAT after hand-off", "Contained"],
      ["Bot failures"],
    ]);
    expect(rate?.numbers[0]).toMatchObject({
      number: { value: "50.0%", parts: "1,000/2,000" },
      from: "from 38.9%",
      change: { text: "11.1 pts higher", word: "signal" },
    });
    expect(rate?.notes[0]).toMatchObject({ before: "All query types", number: { value: "27.6%" } });
    expect(rate?.notes[0]?.number.href).not.toContain("query_type");
    expect(repeat?.numbers[0]).toMatchObject({ from: "before: < 5", change: null });
  });

  it("says so where there is nothing before", () => {
    const first = { key: {}, values: numbers.values };
    const cards = prepareQueryTypeHead({ ...detail, total: first }, own, everything).cards;
    expect(cards[0]?.numbers[0].from).toBe("no data before");
  });
});

describe("the trend of one query type", () => {
  const address = parseQueryTypeAddress("order_status", new URLSearchParams("trend=repeat_information_rate"));
  const chart = prepareQueryTypeTrend(detail, address, own);

  it("has tabs that stay on the page, with releases pinned to it", () => {
    expect(chart.id).toBe("repeat_information_rate");
    expect(chart.tabs.map(({ text, href, current }) => [text, href, current])).toEqual([
      ["Hand-off rate", "/query-types/order_status#trend", false],
      ["Repeat information", "/query-types/order_status?trend=repeat_information_rate#trend", true],
      ["CSAT", "/query-types/order_status?trend=post_hand_off_csat#trend", false],
    ]);
    expect(chart.marks.map((mark) => mark.label)).toEqual(["Release 47"]);
    expect(chart.points.at(-1)?.isOpen).toBe(true);
  });

  it("leads every week to the rows of the query type", () => {
    expect(chart.table[0]?.numbers[0]?.number.href).toContain("query_type=order_status");
  });
});
