import { describe, expect, it } from "vitest";
import { parseQueryTypeAddress, queryTypeHref, versionText } from "./query-type-detail-address";

const parse = (id: string, text = "") => parseQueryTypeAddress(id, new URLSearchParams(text));

describe("the address of one query type", () => {
  it.each([
    "/query-types/order_status",
    "/query-types/order_status?week=2026-W46&channel=voice",
    "/query-types/order_status?from=2026-10-01&to=2026-10-31&trend=post_hand_off_csat&trend_as=table",
    "/query-types/order_status?before=Wren%4046&after=Wren%4047",
    "/query-types/__null__?after=%402026.1",
  ])("reproduces the view: %s", (address) => {
    const [path = "", search] = address.split("?");
    const id = path.split("/")[2] ?? "";
    expect(queryTypeHref(parse(id, search))).toBe(address);
  });

  it("is about conversations without a query type where it says so", () => {
    expect(parse("__null__").queryType).toBeNull();
    expect(parse("null").queryType).toBe("null");
  });

  it("is not filtered by query type a second time", () => {
    expect(parse("refund", "query_type=other&bot=Wren").filters).toEqual([
      { dimension: "bot", values: ["Wren"] },
    ]);
  });

  it("writes versions of any name, and leaves out what is none", () => {
    const version = { bot: "A@b", version: "1 @ 2%" };
    const text = versionText(version);
    expect(parse("a", new URLSearchParams({ after: text }).toString()).after).toEqual(version);
    expect(parse("a", "before=47&after=%25%40%25zz")).toMatchObject({ before: null, after: null });
    expect(parse("a", "trend=luck").trend).toBe("hand_off_rate");
  });
});
