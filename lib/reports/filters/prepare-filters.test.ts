import { describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { weekDays } from "@/lib/domain/period";
import type { WeeklyReview } from "@/lib/reports/weekly/weekly";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { numbers } from "@/lib/reports/weekly/weekly-example";
import { prepareControls } from "./prepare-filters";

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
    expect(channel?.groups[0]?.options.map(({ value, checked }) => [value, checked])).toEqual([
      ["web_chat", false],
      ["__null__", true],
    ]);
    expect(bot?.groups[0]?.options).toEqual([{ value: "Robin", name: "Robin", count: "0", checked: true }]);
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

  it("puts reasons with their codes, and attributes together, with a field for further values", () => {
    const choices = {
      reason: [{ value: "bot_failure", conversations: 9 }],
      reason_code: [{ value: "tool_error", conversations: null }],
      queue: [{ value: "Orders", conversations: null }],
      "attr.plan": [{ value: "gold", conversations: null }],
    };
    const { filters } = controls("reason_code=tool_error&attr.plan=gold&attr.plan=tin", { choices });
    expect(filters.find(({ id }) => id === "reason")).toMatchObject({
      summary: "Tool error",
      groups: [
        { dimension: "reason", name: "Reason", other: null },
        { dimension: "reason_code", options: [{ value: "tool_error", count: null, checked: true }] },
      ],
    });
    expect(filters.find(({ id }) => id === "queue")).toMatchObject({
      summary: "All",
      groups: [{ name: null, other: "Another queue" }],
    });
    expect(filters.find(({ id }) => id === "attributes")).toMatchObject({
      summary: "2 chosen",
      hidden: [["reason_code", "tool_error"]],
      groups: [{ dimension: "attr.plan", name: "plan", other: "Another plan" }],
    });
    expect(controls().filters.map(({ id }) => id)).not.toContain("queue");
  });

  it("puts rare filters behind one button while nothing of them is set", () => {
    const choices = {
      reason: [{ value: "bot_failure", conversations: 9 }],
      queue: [{ value: "Orders", conversations: null }],
      "attr.plan": [{ value: "gold", conversations: null }],
    };
    const idsOf = (search: string) => controls(search, { choices }).filters.map(({ id }) => id);
    expect(idsOf("bot=Wren").slice(-2)).toEqual(["query_type", "more"]);
    expect(idsOf("queue=Orders").slice(-2)).toEqual(["queue", "more"]);
    const more = controls("bot=Wren", { choices }).filters.at(-1);
    expect(more).toMatchObject({ name: "Add filter", summary: null, hidden: [["bot", "Wren"]] });
    expect(more?.groups.map(({ name }) => name)).toEqual(["Reason", "Reason code", "Queue", "plan"]);
  });

  it("shows what is set as chips, each with the address without it", () => {
    expect(controls("channel=web_chat&channel=__null__&queue=Orders&queue=").chips).toEqual([
      { text: "Channel: Web chat", withoutHref: "/?queue=Orders&channel=__null__" },
      { text: "No channel", withoutHref: "/?queue=Orders&channel=web_chat" },
      { text: "Queue: Orders", withoutHref: "/?channel=web_chat&channel=__null__" },
    ]);
  });

  it("says what the week is compared with, and offers other weeks and any days", () => {
    expect(controls().compare).toMatchObject({ name: "week 45", isSet: false });
    const { compare } = controls("compare=2026-08-03..2026-08-05&bot=Wren");
    expect(compare).toMatchObject({
      name: "3–5 Aug 2026",
      isSet: true,
      links: [{ name: "The week before", href: "/?bot=Wren", current: false }],
      form: { from: "2026-08-03", to: "2026-08-05", hidden: [["bot", "Wren"]] },
    });
    const weeks = [...review.weeks, choice("2026-W40")];
    expect(controls("compare=2026-W40", { weeks }).compare.links[1]).toMatchObject({
      name: "Week 40",
      href: "/?compare=2026-W40",
      current: true,
    });
  });
});
