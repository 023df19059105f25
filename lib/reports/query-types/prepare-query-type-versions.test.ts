import { describe, expect, it } from "vitest";
import type { Report } from "@/lib/reports/report/report";
import { share } from "@/lib/reports/weekly/weekly-example";
import { prepareVersions } from "./prepare-query-type-versions";
import type { VersionComparison } from "./query-type-detail";
import { parseQueryTypeAddress } from "./query-type-detail-address";
import { compareVersions, type VersionNumbers } from "./query-type-versions";

const address = parseQueryTypeAddress("refund", new URLSearchParams("channel=voice&bot_version=47"));
const own = {
  period: { from: "2026-10-19", to: "2026-11-15" },
  filters: [...address.filters, { dimension: "query_type" as const, values: ["refund"] }],
};
const period = { from: "2026-08-24", to: "2026-11-15" };
const nothing: Report = {
  period: { from: null, to: null, timeZone: "UTC", provisional: false },
  asOf: "",
  rows: [],
};

function version(bot: string | null, name: string, handedOff: number): VersionNumbers {
  const values = { hand_off_rate: share(handedOff, 400) };
  return { bot, version: name, since: "2026-10-14", conversations: 400, values };
}

function comparison(before: VersionNumbers, after: VersionNumbers): VersionComparison {
  const changes = compareVersions(before, after, { before: nothing, after: nothing });
  return { period, versions: [after, before], pair: { before, after, changes } };
}

describe("two versions side by side", () => {
  const table = prepareVersions(
    comparison(version("Wren", "46", 100), version("Wren", "47", 180)),
    address,
    own,
  );

  it("are named by their version alone where there is one bot", () => {
    expect(table).toMatchObject({
      before: "46",
      after: "47",
      beforeNote: "400 conversations, from 14 Oct",
      days: "24 Aug – 15 Nov 2026",
    });
    const both = prepareVersions(
      comparison(version("Jay", "3", 10), version("Wren", "47", 180)),
      address,
      own,
    );
    expect(both).toMatchObject({ before: "Jay 3", after: "Wren 47" });
  });

  it("lead to the rows of each version, whatever version the page is filtered by", () => {
    expect(table?.rows[0]?.before.href).toBe(
      "/conversations?metric=hand_off_rate&part=numerator&from=2026-08-24&to=2026-11-15&channel=voice&query_type=refund&bot=Wren&bot_version=46",
    );
  });

  it("are judged, and say nothing of what is not known", () => {
    expect(table?.rows[0]).toMatchObject({
      label: "Hand-off rate",
      change: { tone: "neutral", text: "20.0 pts higher", word: "signal" },
    });
    expect(table?.rows.at(-1)).toMatchObject({ change: null, sameMix: null, mix: null });
  });

  it("can be chosen in a form that keeps the rest of the address", () => {
    expect(table?.form).toEqual({
      action: "/query-types/refund",
      before: "Wren@46",
      after: "Wren@47",
      hidden: [
        ["channel", "voice"],
        ["bot_version", "47"],
      ],
    });
  });

  it("are none where there are not two", () => {
    expect(prepareVersions({ period, versions: [], pair: null }, address, own)).toBeNull();
  });
});
