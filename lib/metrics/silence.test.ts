import { expect, test } from "vitest";
import { isSilent, silentAfter } from "./silence";

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 9);
/** Every hour from 8 to 18 on the days given, counted from a Monday. */
const office = (...days: number[]) =>
  days.flatMap((day) => Array.from({ length: 11 }, (_, i) => MONDAY + (day * 24 + 8 + i) * HOUR));

test("a source that rests at night and at weekends is silent only when it rests longer than ever", () => {
  const hours = office(0, 1, 2, 3, 4, 7, 8, 9, 10, 11);
  const lastAt = hours.at(-1) ?? 0;
  // From Friday 18:00 to Monday 08:00.
  expect(silentAfter({ hours })).toBe(1.5 * 62 * HOUR);
  expect(isSilent({ hours, lastAt }, lastAt + 62 * HOUR)).toBe(false);
  expect(isSilent({ hours, lastAt }, lastAt + 94 * HOUR)).toBe(true);
});

test("one that sends all the time is silent after six hours, not before", () => {
  const hours = Array.from({ length: 80 }, (_, i) => MONDAY + i * HOUR);
  const lastAt = hours.at(-1) ?? 0;
  expect(isSilent({ hours, lastAt }, lastAt + 6 * HOUR)).toBe(false);
  expect(isSilent({ hours, lastAt }, lastAt + 6 * HOUR + 1)).toBe(true);
});

test("what came on one or two days only is an import, and never silent", () => {
  expect(silentAfter({ hours: office(0, 1) })).toBeNull();
  expect(isSilent({ hours: office(0), lastAt: MONDAY }, MONDAY + 10_000 * HOUR)).toBe(false);
});
