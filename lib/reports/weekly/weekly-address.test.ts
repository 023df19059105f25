import { describe, expect, it } from "vitest";
import { parseWeeklyAddress, weeklyHref } from "./weekly-address";

const parse = (query: string) => parseWeeklyAddress(new URLSearchParams(query));

describe("the address of the weekly review", () => {
  it("comes back as it was", () => {
    const query =
      "week=2026-W46&channel=web_chat&channel=voice&query_type=__null__&sort=hand_off_rate&order=reversed&types=all&trend=hand_off_rate&trend_as=table&reasons_as=table";
    expect(weeklyHref(parse(query))).toBe(`/?${query}`);
  });

  it("leaves defaults out", () => {
    expect(weeklyHref(parse("sort=excess&types=twelve&trend=repeat_information_rate"))).toBe("/");
  });

  it("reads not known as null, and several values of one dimension as any of them", () => {
    expect(parse("query_type=__null__&query_type=refund").filters).toEqual([
      { dimension: "query_type", values: [null, "refund"] },
    ]);
  });

  it("takes custom attributes, and no time and no field", () => {
    expect(parse("attr.plan=gold&day=2026-11-09&field=postcode").filters).toEqual([
      { dimension: "attr.plan", values: ["gold"] },
    ]);
  });

  it.each([
    ["week=2026-W60", "There is no week 2026-W60"],
    ["channel=pigeon", "pigeon is no channel"],
  ])("opens without what makes no sense: %s", (query, problem) => {
    const address = parse(query);
    expect(address).toMatchObject({ week: null, filters: [] });
    expect(address.problem).toContain(problem);
  });

  it("changes one thing and keeps the rest", () => {
    expect(weeklyHref(parse("week=2026-W46&channel=voice"), { sort: "conversations" }, "query-types")).toBe(
      "/?week=2026-W46&channel=voice&sort=conversations#query-types",
    );
  });
});
