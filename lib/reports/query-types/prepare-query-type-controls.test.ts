import { describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { weekDays } from "@/lib/domain/period";
import type { WeekChoice } from "@/lib/reports/weekly/weekly";
import { preparePeriodControls } from "./prepare-query-type-controls";
import { parseQueryTypesAddress, queryTypesHref, queryTypesParameters } from "./query-type-address";

const workspace = {
  maturityDays: 7,
  timeZone: "UTC",
  clock: fixedClock(Date.parse("2026-11-22T09:00:00Z") * 1000),
  data: { from: "2026-08-24", to: "2026-11-22" },
};
const week = (name: string, running = false): WeekChoice => ({
  week: name,
  period: weekDays(name),
  conversations: 1200,
  running,
});
const weeks = [
  week("2026-W47", true),
  ...["46", "45", "44", "43", "42"].map((number) => week(`2026-W${number}`)),
];
const channel = [{ value: "voice", conversations: 300 }];

function controls(query = "") {
  const address = parseQueryTypesAddress(new URLSearchParams(query));
  const period = address.period ?? { from: "2026-10-19", to: "2026-11-15" };
  return preparePeriodControls(
    { period, provisional: period.to > "2026-11-14", weeks, choices: { channel } },
    20_187,
    workspace,
    address,
    ["channel"],
    {
      path: "/query-types",
      hrefWith: (change) => queryTypesHref(address, change),
      parametersWith: (change) => queryTypesParameters({ ...address, ...change }),
    },
  );
}

describe("the period of a page", () => {
  it("is the last four weeks unless the address says otherwise", () => {
    expect(controls()).toMatchObject({
      name: "Last 4 weeks",
      days: "19 Oct – 15 Nov 2026",
      maturity: "provisional: late surveys may change it until 23 Nov",
      meta: "20,187 conversations · as of 22 Nov, 09:00",
    });
  });

  it("offers the runs that are asked for most, keeping the filters", () => {
    const { spans } = controls("channel=voice&sort=verdict");
    expect(spans.map(({ name, href, current }) => [name, href, current])).toEqual([
      ["Last week", "/query-types?weeks=1&channel=voice&sort=verdict", false],
      ["Last 4 weeks", "/query-types?channel=voice&sort=verdict", true],
      ["Last 12 weeks", "/query-types?weeks=12&channel=voice&sort=verdict", false],
      ["All data", "/query-types?from=2026-08-24&to=2026-11-22&channel=voice&sort=verdict", false],
    ]);
  });

  it("is named by its week, or by its days", () => {
    expect(controls("week=2026-W45")).toMatchObject({
      name: "Week 45",
      days: "2–8 Nov 2026",
      maturity: "final since 16 Nov",
    });
    expect(controls("week=2026-W45").weeks.find((link) => link.current)?.name).toBe("Week 45");
    expect(controls("from=2026-10-01&to=2026-10-31")).toMatchObject({ name: "Days", days: "1–31 Oct 2026" });
    expect(controls("from=2026-08-24&to=2026-11-22").spans.find((span) => span.current)?.name).toBe(
      "All data",
    );
  });

  it("can be any days, in a form that keeps everything but the days", () => {
    expect(controls("week=2026-W45&channel=voice").form).toMatchObject({
      action: "/query-types",
      from: "2026-11-02",
      to: "2026-11-08",
      earliest: "2026-08-24",
      latest: "2026-11-22",
      hidden: [["channel", "voice"]],
    });
  });

  it("stays when a filter is set or cleared", () => {
    const { filters, clearAllHref } = controls("week=2026-W45&channel=voice");
    expect(filters[0]).toMatchObject({ summary: "Voice", isSet: true, hidden: [["week", "2026-W45"]] });
    expect(clearAllHref).toBe("/query-types?week=2026-W45");
  });
});
