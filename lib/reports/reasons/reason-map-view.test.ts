import { describe, expect, it } from "vitest";
import { REASONS } from "@/lib/domain/reason";
import { share } from "@/lib/reports/weekly/weekly-example";
import type { RawReasonRow, ReasonMapOverview } from "./reason-map";
import { preparePreview } from "./reason-map-preview-view";
import { prepareReasonMap, REASON_OPTION_GROUPS } from "./reason-map-view";

const row = (raw: string, given: Partial<RawReasonRow> = {}): RawReasonRow => ({
  source: "wren",
  raw,
  spellings: [raw],
  reason: null,
  handOffs: 3,
  firsts: 3,
  examples: ["c-1"],
  ...given,
});

const AT = new Date(Date.UTC(2026, 10, 22, 9));
const EMPTY: ReasonMapOverview = {
  version: 0,
  waiting: [],
  moreWaiting: 0,
  waitingHandOffs: 0,
  mapped: [],
  history: [],
  measured: null,
};
const view = (given: Partial<ReasonMapOverview>, mayEdit = true) =>
  prepareReasonMap({ ...EMPTY, ...given }, { timeZone: "Europe/London", mayEdit });

describe("the reason map on its page", () => {
  it("offers every reason once, each code under its family", () => {
    const offered = REASON_OPTION_GROUPS.flatMap((group) => group.options.map((option) => option.value));
    expect([...offered].sort()).toEqual([...REASONS].sort());
  });

  it("leads from a raw reason to the conversations whose first hand-off came with it, in all spellings", () => {
    const [line] = view({
      waiting: [row("ESC_017", { spellings: ["ESC_017", "esc_017"], handOffs: 4 })],
    }).waiting;
    expect(line).toMatchObject({
      handOffs: "4",
      later: "and 1 later hand-off",
      spellings: "also sent as esc_017",
      conversations: { text: "3 conversations" },
      examples: [{ id: "c-1", href: "/conversations/wren/c-1" }],
      selected: "",
    });
    expect(line?.conversations?.href).toBe(
      "/conversations?metric=hand_off_rate&part=numerator&source=wren&reason_raw=ESC_017&reason_raw=esc_017&reason=unclassified",
    );
    const [mapped] = view({ mapped: [row("ESC_017", { reason: "tool_error" })] }).mapped;
    expect(mapped).toMatchObject({
      selected: "tool_error",
      family: "bot_failure",
      later: null,
      conversations: { text: "conversations" },
    });
    expect(mapped?.conversations?.href).toContain("reason=bot_failure");
    const [unused] = view({ mapped: [row("OLD", { reason: "tool_error", handOffs: 0, firsts: 0 })] }).mapped;
    expect(unused?.conversations).toBeNull();
  });

  it("says how much waits, and that nothing does", () => {
    expect(view({ waiting: [row("A")], waitingHandOffs: 1_669, moreWaiting: 2 }).summary).toBe(
      "1,669 hand-offs in all data came with 3 raw reasons that Baton does not know, and are unclassified.",
    );
    expect(view({ moreWaiting: 2 }).more).toBe("2 more raw reasons with fewer hand-offs each.");
    expect(view({}).summary).toContain("No raw reason waits");
  });

  it("tells the history with a way back to every version", () => {
    const difference = { source: "wren", raw: "ESC_017", before: null, after: "tool_error" as const };
    const history = [
      { version: 3, at: AT, author: null, restores: 0, differences: [], entries: 0 },
      { version: 2, at: AT, author: "Tom Okafor", restores: null, differences: [difference], entries: 1 },
    ];
    const lines = view({ version: 3, history }).history;
    expect(lines).toMatchObject([
      {
        name: "Version 3, nothing mapped again",
        who: "somebody who is gone",
        restore: { version: 2, label: "Undo version 3" },
      },
      {
        name: "Version 2",
        who: "Tom Okafor",
        when: "22 Nov, 09:00",
        changes: ["“ESC_017” of wren: Tool error (was not mapped)"],
        restore: { version: 2, label: "Go back to version 2" },
      },
    ]);
    expect(view({ version: 3, history }, false).history.map((line) => line.restore)).toEqual([null, null]);
    const [first] = view({
      version: 1,
      history: [{ ...history[1], version: 1 } as (typeof history)[0]],
    }).history;
    expect(first?.restore).toEqual({ version: 0, label: "Undo version 1" });
  });

  it("says how far measuring has come, rounded down", () => {
    expect(view({ version: 2, measured: 0.999 }).progress).toMatch(/version 2 .* 99% so far/);
    expect(view({ version: 2 }).progress).toBeNull();
  });
});

describe("a preview", () => {
  const proposal = { basedOn: 0, changes: [] };
  const preview = {
    differences: [{ source: "wren", raw: "ESC_017", before: null, after: "tool_error" as const }],
    handOffs: 1,
    allData: [
      { metric: "unclassified_share" as const, now: share(50, 1000), after: share(20, 1000) },
      { metric: "bot_failure_share" as const, now: share(400, 950), after: share(430, 980) },
      { metric: "asked_at_start_rate" as const, now: share(3, 4), after: share(3, 4) },
      { metric: "avoidable_hand_off_rate" as const, now: share(1, 100_000), after: share(2, 100_000) },
      { metric: "customer_demand_share" as const, now: share(10, 100), after: share(10, 100) },
    ],
    period: null,
  };

  it("shows each number now and then with its parts, of which those of now lead to rows", () => {
    const data = { from: "2026-08-24", to: "2026-11-15" };
    const { tables, summary } = preparePreview(preview, proposal, { data, period: null });
    expect(summary).toBe("1 hand-off in all data gets another reason.");
    expect(tables).toHaveLength(1);
    const [unclassified, failure, start, avoidable, demand] = tables[0]?.lines ?? [];
    expect(unclassified).toMatchObject({
      label: "Unclassified share",
      now: { value: "5.0%", parts: "50/1,000" },
      after: { value: "2.0%", parts: "20/1,000", href: null },
      difference: "3.0 pts lower",
    });
    expect(unclassified?.now.href).toBe(
      "/conversations?metric=unclassified_share&part=numerator&from=2026-08-24&to=2026-11-15",
    );
    expect(failure?.difference).toBe("1.8 pts higher");
    expect(start).toMatchObject({ now: { value: null, withheld: { text: "< 5" } }, difference: null });
    expect(avoidable?.difference).toBe("less than 0.1 pts");
    expect(demand?.difference).toBe("no change");
  });

  it("shows the days of the page beside all data", () => {
    const period = { from: "2026-11-09", to: "2026-11-15" };
    const { tables } = preparePreview({ ...preview, period: preview.allData }, proposal, {
      data: period,
      period,
    });
    expect(tables.map((table) => table.title)).toEqual(["All data", "9–15 Nov 2026"]);
  });
});
