import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPrivate, type RatingsByAgent } from "./private-ratings";
import { type Choice, isRated, type RatedCell, RatedTable } from "./rating-blocks";

const WEEKS = ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44"];
const by = (...counts: readonly number[]): RatingsByAgent =>
  new Map(counts.map((count, i) => [`a-${i}`, count]));
const LARGE = by(4, 4, 4);
const week = (place: number, ratings: RatingsByAgent, ...key: string[]): RatedCell => ({
  week: WEEKS[place] ?? "",
  key,
  ratings,
});
const span = (first: number, last = first) => new Set(WEEKS.slice(first, last + 1));

describe("a period", () => {
  it("of weeks that are large enough can be any of them", () => {
    const table = new RatedTable([week(0, LARGE), week(1, LARGE), week(2, LARGE)], null);
    for (const weeks of [span(0), span(1), span(0, 1), span(1, 2), span(0, 2)]) {
      expect(table.isAnswerable([], weeks)).toBe(true);
    }
  });

  it("does not give a small week away by what a longer one adds", () => {
    const table = new RatedTable([week(0, LARGE), week(1, LARGE), week(2, by(1))], null);
    expect(table.isAnswerable([], span(0, 2))).toBe(true);
    expect(table.isAnswerable([], span(0, 1))).toBe(false);
    expect(table.isAnswerable([], span(2))).toBe(false);
    // Its neighbour is hidden with it, and nothing else.
    expect(table.isAnswerable([], span(1))).toBe(false);
    expect(table.isAnswerable([], span(1, 2))).toBe(true);
    expect(table.isAnswerable([], span(0))).toBe(true);
  });

  it("that has the running week in it waits for its ratings; the week before does not", () => {
    const table = new RatedTable([week(0, LARGE), week(1, by(1))], "2026-W41");
    expect(table.isAnswerable([], span(0))).toBe(true);
    expect(table.isAnswerable([], span(0, 1))).toBe(false);
    expect(table.isAnswerable([], span(1))).toBe(false);
  });

  it("without ratings says nothing about anybody", () => {
    const table = new RatedTable([week(0, by(1))], null);
    expect(table.isAnswerable([], span(1, 3))).toBe(true);
  });
});

describe("a version of a bot", () => {
  it("is one of its bot, which can be asked for as well", () => {
    const cells = [week(0, LARGE, "47", "Wren"), week(0, by(1), "46", "Wren"), week(0, LARGE, "9", "Robin")];
    const weeks = span(0);
    expect(new RatedTable(cells, null).isAnswerable(["47", undefined], weeks)).toBe(true);
    // Wren less version 47 would be the one rating of version 46.
    expect(new RatedTable(cells, null, [[0, 1]]).isAnswerable(["47", undefined], weeks)).toBe(false);
    expect(new RatedTable(cells, null, [[0, 1]]).isAnswerable(["9", undefined], weeks)).toBe(true);
  });
});

describe("any two questions that are answered", () => {
  const values = ["x", "y", "z"];
  const cell = fc.record({
    week: fc.constantFrom(...WEEKS),
    key: fc.tuple(fc.constantFrom(...values), fc.constantFrom("k", "l")),
    ratings: fc
      .array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.nat(4)), { maxLength: 4 })
      .map((counts): RatingsByAgent => new Map(counts)),
  });
  const choices: Choice[] = [undefined, ...values].flatMap((first) =>
    [undefined, "k", "l"].map((second) => [first, second]),
  );
  const periods = WEEKS.flatMap((_, first) =>
    WEEKS.slice(first).map((_, length) => span(first, first + length)),
  );
  const questions = choices.flatMap((choice) => periods.map((weeks) => ({ choice, weeks })));
  type Question = (typeof questions)[number];
  const contains = (wide: Question, narrow: Question) =>
    [...narrow.weeks].every((one) => wide.weeks.has(one)) &&
    wide.choice.every((value, i) => value === undefined || value === narrow.choice[i]);

  it("of which one contains the other never differ by fewer than five ratings or three agents", () => {
    let answered = 0;
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 5, maxLength: 40 }),
        fc.option(fc.constant("2026-W44")),
        (cells, running) => {
          const table = new RatedTable(cells, running);
          const open = questions.filter(({ choice, weeks }) => table.isAnswerable(choice, weeks));
          for (const wide of open) {
            const all = table.sumOf(wide.choice, wide.weeks);
            if (!isRated(all)) continue;
            expect(isPrivate(all)).toBe(false);
            answered += 1;
            for (const narrow of open) {
              if (!contains(wide, narrow)) continue;
              const part = table.sumOf(narrow.choice, narrow.weeks);
              const rest = new Map([...all].map(([agent, count]) => [agent, count - (part.get(agent) ?? 0)]));
              expect(isPrivate(rest)).toBe(false);
            }
          }
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
    // The rule must not hold by hiding everything.
    expect(answered).toBeGreaterThan(1000);
  });
});
