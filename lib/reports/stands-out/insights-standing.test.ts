import { describe, expect, it } from "vitest";
import { around, butLast, type Counts, evidenceOf, reportOf, rowOf, type Story } from "./insights-sample";
import { findStanding, lateTypes, type Standing, withAttempts } from "./insights-standing";

const LATE = "one_failed_attempt_rate";
const HEARD = "demand_honoured_rate";
const steady = (numerator: number, denominator: number) => (): Counts => [numerator, denominator];

function standing(story: Story, told: readonly (string | null)[] = []) {
  return findStanding(evidenceOf(story), new Set(told));
}

describe("late", () => {
  it("fires where most bot failures come after a second attempt, this week and before", () => {
    const found = standing({
      types: { smart_meter_fault: { [LATE]: steady(1, 76) }, other: { [LATE]: steady(60, 100) } },
    });
    expect(found).toEqual([
      {
        kind: "standing",
        rule: "late",
        queryType: "smart_meter_fault",
        wrong: { numerator: 75, denominator: 76 },
        others: { numerator: 40, denominator: 100 },
        weeks: 12,
        change: null,
        attempts: null,
      },
    ]);
  });

  it("does not where half may be early by chance, this week or before", () => {
    expect(standing({ types: { a: { [LATE]: steady(32, 76) } } })).toEqual([]);
    expect(standing({ types: { a: { [LATE]: butLast(steady(1, 76), [40, 76]) } } })).toEqual([]);
    expect(standing({ types: { a: { [LATE]: butLast(steady(60, 76), [1, 76]) } } })).toEqual([]);
  });

  it("does not with few hand-offs, nor in the first weeks", () => {
    expect(standing({ types: { a: { [LATE]: steady(0, 29) } } })).toEqual([]);
    expect(standing({ weeks: 3, types: { a: { [LATE]: steady(1, 76) } } })).toEqual([]);
    expect(standing({ weeks: 4, types: { a: { [LATE]: steady(1, 76) } } })).toHaveLength(1);
  });

  it("says where the week differs from those before it", () => {
    const more = standing({ types: { a: { [LATE]: butLast(steady(20, 100), [5, 100]) } } });
    expect(more[0]?.change).toBe("more");
    const fewer = standing({ types: { a: { [LATE]: butLast(steady(5, 100), [20, 100]) } } });
    expect(fewer[0]?.change).toBe("fewer");
  });
});

describe("unheard", () => {
  it("fires where most who ask for a person do not get one within a minute", () => {
    expect(standing({ types: { billing_question: { [HEARD]: steady(7, 75) } } })).toMatchObject([
      { rule: "unheard", queryType: "billing_question", wrong: { numerator: 68, denominator: 75 } },
    ]);
  });

  it("does not where most do", () => {
    expect(standing({ types: { a: { [HEARD]: steady(60, 75) } } })).toEqual([]);
  });
});

describe("blind and loses", () => {
  const types = (rate: number, repeats: (week: number) => Counts): Story => ({
    types: {
      a: { hand_off_rate: around(rate, 400), repeat_information_rate: repeats },
      b: { hand_off_rate: around(30, 2000), repeat_information_rate: around(12, 300) },
    },
  });

  it("blind: fires where few are handed off and those are asked again", () => {
    expect(standing(types(6, steady(4, 8)))).toMatchObject([
      { rule: "blind", queryType: "a", wrong: { numerator: 48, denominator: 96 }, weeks: 12 },
    ]);
  });

  it("loses: fires where many are handed off and asked again", () => {
    expect(standing(types(55, steady(30, 80)))).toMatchObject([{ rule: "loses", queryType: "a" }]);
  });

  it("does not where the hand-off rate is as elsewhere, or as much is asked again", () => {
    expect(standing(types(30, steady(30, 80)))).toEqual([]);
    expect(standing(types(55, steady(10, 80)))).toEqual([]);
  });

  it("does not where it has been mended, or has only begun", () => {
    const mended = (week: number): Counts => (week < 6 ? [60, 80] : [9, 80]);
    expect(standing(types(55, mended))).toEqual([]);
    expect(standing(types(55, (week) => mended(11 - week)))).toEqual([]);
  });

  it("does not tell again what a change was put down to", () => {
    expect(standing(types(55, steady(30, 80)), ["a"])).toEqual([]);
  });
});

describe("findStanding", () => {
  it("begins with what concerns most hand-offs a week, and says one thing of a query type", () => {
    const found = standing({
      types: {
        a: { [LATE]: steady(1, 60), [HEARD]: steady(5, 100) },
        b: { [LATE]: steady(1, 76) },
        "": { [HEARD]: steady(3, 50) },
      },
    });
    expect(found.map(({ queryType, rule }) => [queryType, rule])).toEqual([
      ["a", "unheard"],
      ["b", "late"],
      [null, "unheard"],
    ]);
  });

  it("finds nothing without data", () => {
    expect(standing({})).toEqual([]);
  });
});

describe("withAttempts", () => {
  const late: Standing = {
    kind: "standing",
    rule: "late",
    queryType: "a",
    wrong: { numerator: 7, denominator: 8 },
    others: { numerator: 0, denominator: 0 },
    weeks: 12,
    change: null,
    attempts: null,
  };
  const look = (rows: { readonly [attempts: string]: number }) => ({
    queryType: "a",
    attempts: reportOf(
      Object.entries(rows).map(([failed_attempts, count]) =>
        rowOf({ failed_attempts }, { bot_failure_share: [count, count] }),
      ),
    ),
  });

  it("adds how often the bot failed first", () => {
    expect(withAttempts(late, [look({ 0: 1, 1: 1, 3: 4, 5: 2 })]).attempts).toEqual({
      mean: 23 / 8,
      many: ["3", "5"],
    });
  });

  it("adds nothing without a look, or where nothing is known", () => {
    expect(withAttempts(late, []).attempts).toBeNull();
    expect(withAttempts(late, [look({})]).attempts).toBeNull();
    expect(withAttempts({ ...late, rule: "unheard" }, [look({ 3: 4 })]).attempts).toBeNull();
  });

  it("is asked for where the bot hands off late", () => {
    const evidence = evidenceOf({ types: { a: { [LATE]: steady(1, 60) }, b: { [HEARD]: steady(1, 60) } } });
    expect(lateTypes(evidence)).toEqual(["a"]);
  });
});
