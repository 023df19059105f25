import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  addDays,
  createDayOf,
  createHourOf,
  dayOfWeek,
  daysBetween,
  isDay,
  isTimeZone,
  startOfDay,
} from "./day";
import type { Micros } from "./record";

const AWKWARD_ZONES = [
  "UTC",
  "Europe/London",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/St_Johns",
  "America/Havana",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Africa/Monrovia",
  "Pacific/Kiritimati",
];

const micros = (text: string): Micros => Temporal.Instant.from(text).epochMilliseconds * 1000;
const MIN = micros("1900-01-01T00:00:00Z");
const MAX = micros("2100-01-01T00:00:00Z");

describe("createDayOf and createHourOf", () => {
  it.each([
    // Kathmandu is 5:45 ahead.
    ["Asia/Kathmandu", "2026-10-14T18:14:59.999Z", "2026-10-14", 23],
    ["Asia/Kathmandu", "2026-10-14T18:15:00Z", "2026-10-15", 0],
    // London, spring night: 00:59 GMT is followed by 02:00 BST.
    ["Europe/London", "2026-03-29T00:59:59Z", "2026-03-29", 0],
    ["Europe/London", "2026-03-29T01:00:00Z", "2026-03-29", 2],
    ["Europe/London", "2026-03-29T23:00:00Z", "2026-03-30", 0],
    // London, autumn night: the hour from 01:00 happens twice.
    ["Europe/London", "2026-10-24T23:00:00Z", "2026-10-25", 0],
    ["Europe/London", "2026-10-25T00:59:59Z", "2026-10-25", 1],
    ["Europe/London", "2026-10-25T01:00:00Z", "2026-10-25", 1],
    ["Europe/London", "2026-10-25T23:59:59Z", "2026-10-25", 23],
    ["America/New_York", "2026-03-08T06:59:59Z", "2026-03-08", 1],
    ["America/New_York", "2026-03-08T07:00:00Z", "2026-03-08", 3],
    ["America/New_York", "2026-11-01T05:59:59Z", "2026-11-01", 1],
    ["America/New_York", "2026-11-01T06:00:00Z", "2026-11-01", 1],
    ["America/New_York", "2026-11-02T04:59:59Z", "2026-11-01", 23],
    // Lord Howe moves by half an hour: 02:00 +11 becomes 01:30 +10:30.
    ["Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05", 1],
    ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05", 1],
    ["Australia/Lord_Howe", "2026-04-05T13:29:59Z", "2026-04-05", 23],
    ["Australia/Lord_Howe", "2026-04-05T13:30:00Z", "2026-04-06", 0],
    // Apia skipped 30 December 2011.
    ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29", 23],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", 0],
    // St John's went back at 00:01, from one day into the one before, inside a quarter hour of UTC.
    ["America/St_Johns", "2006-10-29T02:30:30Z", "2006-10-29", 0],
    ["America/St_Johns", "2006-10-29T02:31:00Z", "2006-10-28", 23],
    ["UTC", "1969-12-31T23:59:59Z", "1969-12-31", 23],
  ])("%s at %s is %s, hour %i", (timeZone, at, day, hour) => {
    expect(createDayOf(timeZone)(micros(at))).toBe(day);
    expect(createHourOf(timeZone)(micros(at))).toBe(hour);
  });

  it("agrees with Temporal at any time in awkward zones, whatever was asked before", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AWKWARD_ZONES),
        fc.array(fc.integer({ min: MIN, max: MAX }), { maxLength: 20 }),
        (timeZone, times) => {
          const dayOf = createDayOf(timeZone);
          const hourOf = createHourOf(timeZone);
          for (const at of times) {
            const local = Temporal.Instant.fromEpochNanoseconds(BigInt(at) * 1000n).toZonedDateTimeISO(
              timeZone,
            );
            expect(dayOf(at)).toBe(local.toPlainDate().toString());
            expect(hourOf(at)).toBe(local.hour);
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it("agrees with Temporal in every minute around the clock changes of 2026", () => {
    for (const timeZone of AWKWARD_ZONES) {
      const dayOf = createDayOf(timeZone);
      const end = Temporal.Instant.from("2027-01-01T00:00:00Z");
      let change = Temporal.Instant.from("2026-01-01T00:00:00Z").toZonedDateTimeISO(timeZone);
      for (;;) {
        const next = change.getTimeZoneTransition("next");
        if (next === null || Temporal.Instant.compare(next.toInstant(), end) > 0) break;
        change = next;
        for (let minutes = -40; minutes <= 40; minutes++) {
          const local = change.add({ minutes });
          expect(dayOf(local.epochMilliseconds * 1000)).toBe(local.toPlainDate().toString());
        }
      }
    }
  });

  it("refuses an unknown zone", () => {
    expect(() => createDayOf("Europe/Nowhere")).toThrow(RangeError);
    expect(() => createHourOf("")).toThrow(RangeError);
  });
});

describe("isTimeZone", () => {
  it.each(["UTC", "Europe/London", "europe/london", "Asia/Kathmandu", "Etc/GMT+5"])("takes %s", (text) => {
    expect(isTimeZone(text)).toBe(true);
  });
  it.each(["", "Europe/Nowhere", "+01:00", "local", " UTC"])("refuses %j", (text) => {
    expect(isTimeZone(text)).toBe(false);
  });
});

describe("isDay", () => {
  it.each(["2026-11-16", "2024-02-29", "0001-01-01", "9999-12-31"])("takes %s", (text) => {
    expect(isDay(text)).toBe(true);
  });
  it.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-16T00:00", "", "+2026-11-16"])(
    "refuses %j",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});

describe("addDays, daysBetween, dayOfWeek", () => {
  it("agree with Temporal", () => {
    fc.assert(
      fc.property(fc.integer({ min: MIN, max: MAX }), fc.integer({ min: -5000, max: 5000 }), (at, n) => {
        const day = createDayOf("UTC")(at);
        const expected = Temporal.PlainDate.from(day).add({ days: n });
        expect(addDays(day, n)).toBe(expected.toString());
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(dayOfWeek(addDays(day, n))).toBe(expected.dayOfWeek);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("refuse text that is no day", () => {
    expect(() => addDays("2026-02-30", 1)).toThrow(RangeError);
    expect(() => dayOfWeek("today")).toThrow(RangeError);
    expect(() => addDays("9999-12-31", 1)).toThrow(RangeError);
  });
});

describe("startOfDay", () => {
  it.each([
    ["2026-11-16", "UTC", "2026-11-16T00:00:00Z"],
    ["2026-10-26", "Europe/London", "2026-10-26T00:00:00Z"],
    ["2026-10-25", "Europe/London", "2026-10-24T23:00:00Z"],
    ["2026-10-15", "Asia/Kathmandu", "2026-10-14T18:15:00Z"],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z"],
  ])("%s in %s is %s", (day, timeZone, at) => {
    expect(startOfDay(day, timeZone)).toBe(micros(at));
  });

  it("is the first moment whose day it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AWKWARD_ZONES),
        fc.integer({ min: micros("2012-01-01T00:00:00Z"), max: MAX }),
        (timeZone, at) => {
          const dayOf = createDayOf(timeZone);
          const day = dayOf(at);
          const start = startOfDay(day, timeZone);
          expect(start).toBeLessThanOrEqual(at);
          expect(dayOf(start)).toBe(day);
          expect(dayOf(start - 1)).toBe(addDays(day, -1));
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it("refuses text that is no day", () => {
    expect(() => startOfDay("2026-11-16T09:00", "UTC")).toThrow(RangeError);
  });
});
