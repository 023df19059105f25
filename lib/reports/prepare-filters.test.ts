import { describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { weekDays } from "@/lib/domain/period";
import { prepareControls } from "./prepare-filters";
import type { WeeklyReview } from "./weekly";
import { parseWeeklyAddress } from "./weekly-address";
import { numbers } from "./weekly-example";

const workspace = {
  maturityDays: 7,
  timeZone: "UTC",
  clock: fixedClock(Date.parse("2026-11-22T09:00:00Z") * 1000),
};
const choice = (week: string, running = false) => ({
  week,
  period: weekDays(week),
  conversations: 1200,
  running,
});

const review: WeeklyReview = {
  week: "2026-W46",
  period: { ...weekDays("2026-W46"), timeZone: "UTC", provisional: true },
  running: false,
  previousWeek: "2026-W45",
  total: { key: {}, values: numbers(12_822) },
  columns: [],
  queryTypes: [],
  weeks: [choice("2026-W47", true), choice("2026-W46"), choice("2026-W45")],
  choices: {
    channel: [
      { value: "web_chat", conversations: 900 },
      { value: null, conversations: 20 },
    ],
  },
};

const controls = (query = "", change: Partial<WeeklyReview> = {}) =>
  prepareControls({ ...review, ...change }, workspace, parseWeeklyAddress(new URLSearchParams(query)));

describe("prepareControls", () => {
  it("names the week and leads to its neighbours as far as there is data", () => {
    expect(controls("channel=web_chat")).toMatchObject({
      week: "Week 46",
      days: "9–15 Nov 2026",
      previousHref: "/?week=2026-W45&channel=web_chat",
      nextHref: "/?week=2026-W47&channel=web_chat",
      meta: "12,822 conversations · as of 22 Nov, 09:00",
    });
    expect(controls("", { week: "2026-W47" }).nextHref).toBeNull();
    expect(controls("", { week: "2026-W45" }).previousHref).toBeNull();
  });

  it("says whether the week is final", () => {
    expect(controls().maturity).toBe("provisional: late surveys may change it until 23 Nov");
    expect(controls("", { running: true }).maturity).toMatch(/^still running/);
    expect(controls("", { period: { ...review.period, provisional: false } }).maturity).toBe(
      "final since 23 Nov",
    );
  });

  it("offers the values that occur, and what is set even where nothing has it", () => {
    const [channel, bot] = controls("channel=__null__&bot=Robin").filters;
    expect(channel).toMatchObject({ name: "Channel", summary: "No channel", isSet: true });
    expect(channel?.options.map(({ value, checked }) => [value, checked])).toEqual([
      ["web_chat", false],
      ["__null__", true],
    ]);
    expect(bot?.options).toEqual([{ value: "Robin", name: "Robin", count: "0", checked: true }]);
  });

  it("carries everything else along, and can be cleared", () => {
    const [channel] = controls("week=2026-W46&channel=web_chat&bot=Wren&sort=conversations").filters;
    expect(channel?.hidden).toEqual([
      ["week", "2026-W46"],
      ["bot", "Wren"],
      ["sort", "conversations"],
    ]);
    expect(channel?.clearHref).toBe("/?week=2026-W46&bot=Wren&sort=conversations");
    expect(controls("channel=web_chat").clearAllHref).toBe("/");
    expect(controls().clearAllHref).toBeNull();
  });
});
