import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "./instant";

const AT_EIGHT = Date.UTC(2026, 9, 12, 8, 0, 20) * 1000;
const LAST = Date.UTC(2200, 11, 31, 23, 59, 59) * 1000 + 999_999;

describe("parseInstant", () => {
  it.each([
    ["2026-10-12T08:00:20Z", AT_EIGHT],
    ["2026-10-12t08:00:20z", AT_EIGHT],
    ["2026-10-12 08:00:20Z", AT_EIGHT],
    ["2026-10-12T10:00:20+02:00", AT_EIGHT],
    ["2026-10-12T10:00:20+0200", AT_EIGHT],
    ["2026-10-12T10:00:20+02", AT_EIGHT],
    ["2026-10-12T02:30:20-05:30", AT_EIGHT],
    ["2026-10-12T08:00:20-00:00", AT_EIGHT],
    ["2026-10-12T08:00Z", AT_EIGHT - 20_000_000],
    ["2026-10-12T10:00+02:00", AT_EIGHT - 20_000_000],
    ["2026-10-12T08:00:20.5Z", AT_EIGHT + 500_000],
    ["2026-10-12T08:00:20,5Z", AT_EIGHT + 500_000],
    ["2026-10-12T08:00:20.000001Z", AT_EIGHT + 1],
    ["2026-10-12T08:00:20.123456Z", AT_EIGHT + 123_456],
    ["2026-10-12T08:00:20.123456999Z", AT_EIGHT + 123_456],
    ["2026-10-12T08:00:20.0000009Z", AT_EIGHT],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29) * 1000],
    ["2000-02-29T00:00:00Z", Date.UTC(2000, 1, 29) * 1000],
    ["2016-12-31T23:59:60Z", Date.UTC(2016, 11, 31, 23, 59, 59) * 1000],
    ["1970-01-01T00:00:00Z", 0],
    ["1969-12-31T23:00:00-01:00", 0],
    ["2200-12-31T23:59:59.999999Z", LAST],
  ])("reads %s", (text, micros) => {
    expect(parseInstant(text)).toBe(micros);
  });

  it.each(["2026-10-12T08:00:20", "2026-10-12T08:00:20.123", "2026-10-12 08:00", "2026-10-12"])(
    "misses the offset of %s",
    (text) => {
      expect(parseInstant(text)).toBe("no_offset");
    },
  );

  it.each([
    "",
    "yesterday",
    "1760256020",
    "12.10.2026 08:00",
    "2026-02-30T08:00:00Z",
    "2026-02-29T08:00:00Z",
    "2100-02-29T08:00:00Z",
    "2026-13-01T08:00:00Z",
    "2026-00-10T08:00:00Z",
    "2026-10-00T08:00:00Z",
    "2026-10-12T24:00:00Z",
    "2026-10-12T08:60:00Z",
    "2026-10-12T08:00:61Z",
    "2026-10-12T08:00:20.Z",
    "2026-10-12T08:00:20.1234567890Z",
    "2026-10-12T08:00:20+",
    "2026-10-12T08:00:20+2",
    "2026-10-12T08:00:20+24:00",
    "2026-10-12T08:00:20+02:60",
    "2026-10-12T08:00:20+02:0",
    "2026-10-12T08:00:20+020",
    "2026-10-12T08:00:20ZZ",
    "2026-10-12T08:00:20Z[Europe/Berlin]",
    "2026-10-12T08:00:",
    "2026-10-12T08",
    "2026-10-12X08:00:20Z",
    "2026-1-12T08:00:20Z",
    "+002026-10-12T08:00:20Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+01:00",
    "2201-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
  ])("refuses %s", (text) => {
    expect(parseInstant(text)).toBe("invalid");
  });

  it("agrees with the platform's own reading of any time", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(LAST / 1000), noInvalidDate: true }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (date, offset) => {
          const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
          const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
          const pad = (n: number) => String(n).padStart(2, "0");
          const text = `${local}${offset < 0 ? "-" : "+"}${pad(hours)}:${pad(minutes)}`;
          fc.pre(/^\d{4}-/.test(text));
          expect(parseInstant(text)).toBe(date.getTime() * 1000);
        },
      ),
    );
  });
});

describe("formatInstant", () => {
  it.each([
    [AT_EIGHT, "2026-10-12T08:00:20Z"],
    [AT_EIGHT + 500_000, "2026-10-12T08:00:20.5Z"],
    [AT_EIGHT + 120, "2026-10-12T08:00:20.00012Z"],
    [AT_EIGHT + 1, "2026-10-12T08:00:20.000001Z"],
    [-1, "1969-12-31T23:59:59.999999Z"],
    [0, "1970-01-01T00:00:00Z"],
  ])("writes %d as %s", (micros, text) => {
    expect(formatInstant(micros)).toBe(text);
  });

  it("is read back exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST }), (micros) => {
        expect(parseInstant(formatInstant(micros))).toBe(micros);
      }),
    );
  });
});
