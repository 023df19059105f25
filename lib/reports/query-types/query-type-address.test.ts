import { describe, expect, it } from "vitest";
import { parseQueryTypesAddress, queryTypeLink, queryTypePath, queryTypesHref } from "./query-type-address";

const parse = (text: string) => parseQueryTypesAddress(new URLSearchParams(text));

describe("the address of the query types", () => {
  it.each([
    "/query-types",
    "/query-types?week=2026-W46",
    "/query-types?from=2026-10-01&to=2026-10-31",
    "/query-types?week=2026-W46&channel=web_chat&channel=voice&bot_version=__null__&attr.plan=gold",
    "/query-types?sort=failed_attempts&order=reversed&quadrant=arrives_blind",
  ])("reproduces the view: %s", (address) => {
    expect(queryTypesHref(parse(address.split("?")[1] ?? ""))).toBe(address);
  });

  it("opens on its own choice of days", () => {
    expect(parse("")).toMatchObject({
      week: null,
      period: null,
      problem: null,
      sort: "excess",
      quadrant: null,
    });
    expect(parse("week=2026-W46").period).toEqual({ from: "2026-11-09", to: "2026-11-15" });
  });

  it("leaves out what makes no sense, and says so", () => {
    expect(parse("week=2026-W60")).toMatchObject({
      week: null,
      period: null,
      problem: expect.stringContaining("2026-W60"),
    });
    expect(parse("from=2026-10-31&to=2026-10-01").problem).toContain("ends before it begins");
    expect(parse("from=2026-10-31").problem).toContain("both from and to");
    expect(parse("channel=carrier_pigeon&week=2026-W46")).toMatchObject({
      week: "2026-W46",
      filters: [],
      problem: expect.stringContaining("carrier_pigeon"),
    });
    expect(parse("sort=luck&quadrant=fifth")).toMatchObject({ sort: "excess", quadrant: null });
  });

  it("is not filtered by time, fields or attempts: of those a conversation has its own", () => {
    expect(parse("day=2026-11-09&field=email&failed_attempts=3").filters).toEqual([]);
  });

  it("takes an anchor", () => {
    expect(queryTypesHref(parse("week=2026-W46"), { sort: "verdict" }, "types")).toBe(
      "/query-types?week=2026-W46&sort=verdict#types",
    );
  });
});

describe("the address of one query type", () => {
  it("is the record's own word, whatever it holds", () => {
    expect(queryTypePath("order_status")).toBe("/query-types/order_status");
    expect(queryTypePath("a/b c?")).toBe("/query-types/a%2Fb%20c%3F");
    expect(queryTypePath(null)).toBe("/query-types/__null__");
  });

  it("keeps days and filters, but none by query type", () => {
    expect(queryTypeLink("refund", parse("week=2026-W46&channel=voice&query_type=a&query_type=refund"))).toBe(
      "/query-types/refund?week=2026-W46&channel=voice",
    );
  });
});
