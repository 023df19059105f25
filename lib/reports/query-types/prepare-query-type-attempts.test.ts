import { describe, expect, it } from "vitest";
import { prepareAttempts } from "./prepare-query-type-attempts";
import { attemptsOf } from "./query-type-attempts";
import { exampleRows } from "./query-type-example";

const scope = { period: { from: "2026-10-19", to: "2026-11-15" }, filters: [] };
const DAYS = "part=numerator&from=2026-10-19&to=2026-11-15";

function prepare(attempts: { readonly [attempts: string]: readonly [number, number] }) {
  const { attempts: rows } = exampleRows([{ queryType: "a", conversations: 100, handedOff: 50, attempts }]);
  return prepareAttempts(attemptsOf(rows), scope);
}

describe("the distribution of failed attempts", () => {
  it("has a row for every number from none on, also where nothing happened", () => {
    const table = prepare({ "0": [20, 0], "3": [40, 30] });
    expect(table?.rows.map((row) => [row.label, row.handOffs, row.share, row.failures])).toEqual([
      ["0", "20", "33.3%", "0"],
      ["1", "0", "0.0%", "0"],
      ["2", "0", "0.0%", "0"],
      ["3", "40", "66.7%", "30"],
    ]);
    expect(table?.rows.map((row) => row.isLate)).toEqual([false, false, false, true]);
  });

  it("has bars as parts of the longest", () => {
    const rows = prepare({ "0": [20, 0], "1": [40, 30] })?.rows;
    expect(rows?.map((row) => [row.failureLength, row.otherLength])).toEqual([
      [0, 0.5],
      [0.75, 0.25],
    ]);
  });

  it("leads to the hand-offs after so many attempts, and to the bot failures among them", () => {
    const [none, once] = prepare({ "0": [20, 0], "1": [40, 30] })?.rows ?? [];
    expect(none).toMatchObject({
      href: `/conversations?metric=hand_offs&${DAYS}&failed_attempts=0`,
      failuresHref: null,
    });
    expect(once?.failuresHref).toBe(`/conversations?metric=bot_failure_share&${DAYS}&failed_attempts=1`);
  });

  it("puts many attempts together", () => {
    const last = prepare({ "0": [5, 0], "8": [3, 2], "25": [2, 2] })?.rows.at(-1);
    expect(last).toMatchObject({ label: "8 or more", handOffs: "5", failures: "4" });
    expect(last?.href).toContain("failed_attempts=8&failed_attempts=25");
  });

  it("is none where no hand-off says", () => {
    expect(prepare({})).toBeNull();
  });
});
