import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/app-error";
import { METRICS } from "@/lib/metrics/catalogue";
import { checkCompare, readBy, readCompare, readFilters, readPeriod } from "./report-parameters";

function refused(read: () => unknown): { code: string; status: number; members: AppError["members"] } {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, status: error.status, members: error.members };
    throw error;
  }
  throw new Error("nothing was refused");
}

const filters = (query: string) => readFilters(new URLSearchParams(query));
const period = (from: string | null, to: string | null, week: string | null = null) =>
  readPeriod({ from, to, week });

describe("the period", () => {
  it("is a week, Monday to Sunday", () => {
    expect(period(null, null, "2026-W46")).toEqual({ from: "2026-11-09", to: "2026-11-15" });
    expect(period(null, null, "2026-W53")).toEqual({ from: "2026-12-28", to: "2027-01-03" });
    expect(period(null, null, "2027-W01")).toEqual({ from: "2027-01-04", to: "2027-01-10" });
  });

  it("is from a day to a day, both included, and may be one day", () => {
    expect(period("2026-11-09", "2026-11-09")).toEqual({ from: "2026-11-09", to: "2026-11-09" });
    expect(period("2024-02-29", "2026-01-01")).toEqual({ from: "2024-02-29", to: "2026-01-01" });
  });

  it("is all data when nothing is said", () => {
    expect(period(null, null)).toBeNull();
  });

  it.each([
    ["2025-W53", "a week that does not exist"],
    ["2026-W54", "a week beyond the year"],
    ["2026-W00", "a week before the first"],
    ["2026-46", "no week"],
    ["2026-w46", "a week in small letters"],
    ["", "nothing"],
  ])("cannot be %s: %s", (week) => {
    expect(refused(() => period(null, null, week))).toMatchObject({
      code: "invalid_period",
      status: 400,
      members: { parameter: "week" },
    });
  });

  it.each(["2026-02-29", "2026-11-31", "2026-13-01", "11/09/2026", "2026-11-9", "yesterday", ""])(
    "cannot begin on %j, which is no day",
    (day) => {
      expect(refused(() => period(day, "2026-12-01"))).toMatchObject({
        code: "invalid_period",
        members: { parameter: "from" },
      });
      expect(refused(() => period("2020-12-01", day))).toMatchObject({ members: { parameter: "to" } });
    },
  );

  it("cannot end before it begins", () => {
    expect(refused(() => period("2026-11-10", "2026-11-09"))).toMatchObject({
      code: "invalid_period",
      status: 400,
    });
  });

  it("cannot be half of one, or two at once", () => {
    expect(refused(() => period("2026-11-10", null))).toMatchObject({
      status: 400,
      members: { parameter: "to" },
    });
    expect(refused(() => period(null, "2026-11-10"))).toMatchObject({ members: { parameter: "from" } });
    expect(refused(() => period("2026-11-10", null, "2026-W46"))).toMatchObject({
      code: "incompatible_parameters",
    });
  });
});

describe("the dimensions", () => {
  it("are none, one or two, in the order given", () => {
    expect(readBy(null)).toEqual([]);
    expect(readBy("")).toEqual([]);
    expect(readBy("week, query_type")).toEqual(["week", "query_type"]);
    expect(readBy("attr.plan")).toEqual(["attr.plan"]);
  });

  it.each(
    "query_type bot bot_version channel language source reason reason_code reason_raw queue context_arrived hour day week month field".split(
      " ",
    ),
  )("may be %s, as the contract lists it", (name) => {
    expect(readBy(name)).toEqual([name]);
  });

  it("refuse one that does not exist, with those that do", () => {
    for (const name of ["colour", "attr.", "agent", "Query_Type", "queryType", "constructor"]) {
      const { code, status, members } = refused(() => readBy(name));
      expect([code, status, members.parameter], name).toEqual(["unknown_dimension", 400, "by"]);
      expect(members.allowed).toEqual(expect.arrayContaining(["query_type", "context_arrived", "attr.NAME"]));
    }
  });

  it("refuse three, and the same one twice", () => {
    expect(refused(() => readBy("bot,channel,week")).status).toBe(400);
    expect(refused(() => readBy("bot,bot")).status).toBe(400);
  });

  it("take the name of any attribute that can be stored: up to 64 characters, emoji too", () => {
    const name = "🎫".repeat(64);
    expect(readBy(`attr.${name}`)).toEqual([`attr.${name}`]);
    expect(refused(() => readBy(`attr.${"x".repeat(65)}`)).status).toBe(400);
  });
});

describe("the filters", () => {
  it("on one dimension are any of its values, on several all of them", () => {
    expect(filters("query_type=refund&channel=web_chat&query_type=billing")).toEqual([
      { dimension: "query_type", values: ["refund", "billing"] },
      { dimension: "channel", values: ["web_chat"] },
    ]);
  });

  it("take __null__ for not known, alone or beside values, also on closed sets", () => {
    expect(filters("queue=__null__&queue=vip&reason=__null__&attr.plan=__null__")).toEqual([
      { dimension: "queue", values: [null, "vip"] },
      { dimension: "reason", values: [null] },
      { dimension: "attr.plan", values: [null] },
    ]);
  });

  it("take values as they are, with commas, spaces and any letters", () => {
    expect(filters("query_type=a%2Cb%20%C3%A9&attr.plan=gold")).toEqual([
      { dimension: "query_type", values: ["a,b é"] },
      { dimension: "attr.plan", values: ["gold"] },
    ]);
  });

  it.each([
    ["channel=fax", "web_chat"],
    ["channel=WEB_CHAT", "web_chat"],
    ["reason=not_understood", "bot_failure"],
    ["reason_code=broken", "not_understood"],
    ["context_arrived=maybe", "some"],
  ])("refuse %s with the allowed values, for the set is closed", (query, one) => {
    const { code, status, members } = refused(() => filters(query));
    expect([code, status]).toEqual(["invalid_value", 400]);
    expect(members.allowed).toEqual(expect.arrayContaining([one, "__null__"]));
  });

  it.each([
    ["day=2026-02-30", "day=2026-02-28"],
    ["month=2026-13", "month=2026-12"],
    ["hour=2026-11-09T24", "hour=2026-11-09T00"],
    ["hour=14", "hour=2026-11-09T14"],
  ])("refuse %s, which is no time, and take %s", (wrong, right) => {
    expect(refused(() => filters(wrong)).status).toBe(400);
    expect(filters(right)).toHaveLength(1);
  });

  it("leave what is no dimension to others", () => {
    expect(filters("metrics=hand_offs&from=2026-01-01&by=week&week=2026-W46")).toEqual([]);
  });
});

describe("a comparison", () => {
  const PERIOD = { from: "2026-11-09", to: "2026-11-15" };

  it.each(["day", "week", "month", "hour"] as const)("does not go with %s", (dimension) => {
    expect(refused(() => checkCompare("previous", PERIOD, ["query_type", dimension]))).toMatchObject({
      code: "incompatible_parameters",
      status: 400,
      members: { parameter: "compare" },
    });
  });

  it("goes with any other dimension, and with none", () => {
    expect(() => checkCompare("previous", PERIOD, [])).not.toThrow();
    expect(() => checkCompare("previous", PERIOD, ["query_type", "attr.plan"])).not.toThrow();
  });

  it("needs a period that has one before it", () => {
    expect(refused(() => checkCompare("previous", null, [])).status).toBe(400);
    expect(() => checkCompare(null, null, ["week"])).not.toThrow();
  });
});

describe("the metrics", () => {
  it("are documented with ids that need no escaping in an address", () => {
    for (const { id } of METRICS) expect(encodeURIComponent(id)).toBe(id);
  });
});

describe("what a report is compared with", () => {
  const read = (compare: string | null, from: string | null = null, to: string | null = null) =>
    readCompare({ compare, from, to });

  it("is the period before, a week, or any days", () => {
    expect(read(null)).toBeNull();
    expect(read("previous")).toBe("previous");
    expect(read("2026-W32")).toEqual({ from: "2026-08-03", to: "2026-08-09" });
    expect(read("2026-08-03..2026-08-05")).toEqual({ from: "2026-08-03", to: "2026-08-05" });
    expect(read(null, "2026-08-03", "2026-08-05")).toEqual({ from: "2026-08-03", to: "2026-08-05" });
  });

  it.each([
    ["last", null, null, "invalid_value"],
    ["2026-08-09..2026-08-03", null, null, "invalid_value"],
    ["2026-08-03..", null, null, "invalid_value"],
    ["a..b..c", null, null, "invalid_value"],
    ["previous", "2026-08-03", "2026-08-05", "incompatible_parameters"],
    [null, "2026-08-03", null, "invalid_value"],
  ])("cannot be %s, %s, %s", (compare, from, to, code) => {
    expect(refused(() => read(compare, from, to))).toMatchObject({ code, status: 400 });
  });
});
