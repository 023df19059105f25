import { describe, expect, it } from "vitest";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Report, ReportRow } from "@/lib/reports/report/report";
import { count, share } from "@/lib/reports/weekly/weekly-example";
import { compareVersions, pickVersions, type VersionNumbers, versionsOf } from "./query-type-versions";

function report(rows: readonly ReportRow[]): Report {
  return { period: { from: null, to: null, timeZone: "UTC", provisional: false }, asOf: "", rows };
}

function version(bot: string | null, name: string, since: string, conversations = 100): VersionNumbers {
  return { bot, version: name, since, conversations, values: {} };
}

describe("the versions of a query type", () => {
  const byVersion = report(
    [
      ["Wren", "46", 50],
      ["Wren", "47", 40],
      ["Wren", null, 5],
      ["Wren", "9", 0],
    ].map(([bot, name, n]) => ({
      key: { bot: bot as string, bot_version: name as string | null },
      values: { conversations: count(n as number) },
    })),
  );
  const byDay = report(
    [
      ["2026-11-05", "47"],
      ["2026-10-14", "46"],
      ["2026-10-15", "46"],
    ].map(([day, name]) => ({
      key: { day: day as string, bot_version: name as string },
      values: { conversations: count(3) },
    })),
  );

  it("are those with conversations, the newest first, since their first day", () => {
    expect(versionsOf(byVersion, byDay).map(({ version: name, since }) => [name, since])).toEqual([
      ["47", "2026-11-05"],
      ["46", "2026-10-14"],
    ]);
  });
});

describe("the two versions that are compared", () => {
  const versions = [
    version("Wren", "48", "2026-11-12", 12),
    version("Wren", "47", "2026-11-05"),
    version("Jay", "3", "2026-10-20"),
    version("Wren", "46", "2026-10-14"),
  ];
  const none = { before: null, after: null };
  const names = (asked: Parameters<typeof pickVersions>[1]) => {
    const pair = pickVersions(versions, asked);
    return pair && [pair.before.version, pair.after.version];
  };

  it("are the newest with enough conversations and the one before it of the same bot", () => {
    expect(names(none)).toEqual(["46", "47"]);
  });

  it("are those asked for, also with few conversations", () => {
    expect(names({ before: null, after: { bot: "Wren", version: "48" } })).toEqual(["47", "48"]);
    expect(names({ before: { bot: "Jay", version: "3" }, after: null })).toEqual(["3", "47"]);
    expect(names({ before: { bot: "Wren", version: "1" }, after: null })).toEqual(["46", "47"]);
  });

  it("are none where there is only one, or the same is asked for twice", () => {
    expect(pickVersions(versions.slice(0, 2), none)).toBeNull();
    const same = { bot: "Wren", version: "47" };
    expect(pickVersions(versions, { before: same, after: same })).toBeNull();
    expect(pickVersions([], none)).toBeNull();
  });
});

describe("how two versions differ", () => {
  const cell = (channel: string, rate: MetricValue): ReportRow => ({
    key: { channel, language: "en-GB" },
    values: { hand_off_rate: rate },
  });
  const numbers = (rate: MetricValue): VersionNumbers => ({
    ...version("Wren", "46", "2026-10-14"),
    values: { hand_off_rate: rate },
  });

  it("comes with Newcombe's interval, and split into mix and what is left with the mix held still", () => {
    // Voice hands off half, chat a tenth, on both versions; the later version has more voice.
    const [change] = compareVersions(numbers(share(60, 400)), numbers(share(180, 600)), {
      before: report([cell("voice", share(25, 50)), cell("web_chat", share(35, 350))]),
      after: report([cell("voice", share(150, 300)), cell("web_chat", share(30, 300))]),
    });
    expect(change?.metric).toBe("hand_off_rate");
    expect(change?.difference).toMatchObject({ signal: true });
    expect(change?.difference?.difference).toBeCloseTo(0.15, 12);
    expect(change?.split?.rateEffect).toBeCloseTo(0, 12);
    expect(change?.split?.mixEffect).toBeCloseTo(0.15, 12);
  });

  it("is not known where a number is withheld", () => {
    const cells = { before: report([]), after: report([]) };
    const [change] = compareVersions(numbers(share(1, 3)), numbers(share(180, 600)), cells);
    expect(change).toMatchObject({ difference: null, split: null });
  });
});
