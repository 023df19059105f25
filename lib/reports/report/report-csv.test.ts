import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { PRIVATE_VALUE } from "@/lib/reports/privacy/private-ratings";
import type { Report } from "./report";
import { csvLine, reportCsv } from "./report-csv";

const SHARE: MetricValue = {
  value: 1 / 3,
  numerator: 20,
  denominator: 60,
  interval: { low: 0.2277, high: 0.4592 },
  withheld: null,
  lowVolume: false,
};
const TOO_FEW: MetricValue = {
  value: null,
  numerator: 1,
  denominator: 3,
  interval: null,
  withheld: "too_few",
  lowVolume: true,
};
const COUNT: MetricValue = {
  value: 0,
  numerator: 0,
  denominator: null,
  interval: null,
  withheld: null,
  lowVolume: false,
};

function report(rows: Report["rows"]): Report {
  return {
    period: { from: null, to: null, timeZone: "UTC", provisional: false },
    asOf: "2026-11-22T00:00:00Z",
    rows,
  };
}

const read = (csv: string): { [column: string]: string }[] => parse(csv, { columns: true });

describe("a report as CSV", () => {
  const query = { by: ["query_type"], metrics: ["hand_off_rate", "hand_offs"], compare: null } as const;

  it("names its columns as the contract does: the dimensions, then the parts of a number", () => {
    expect(reportCsv(report([]), query)).toBe(
      "query_type,metric,value,numerator,denominator,low,high,withheld,low_volume\r\n",
    );
    const [header] = reportCsv(report([]), { ...query, by: ["week", "attr.plan"] }).split("\r\n");
    expect(header).toBe("week,attr.plan,metric,value,numerator,denominator,low,high,withheld,low_volume");
  });

  it("has one line per row and metric, in the order asked", () => {
    const lines = read(
      reportCsv(
        report([
          { key: { query_type: "billing" }, values: { hand_offs: COUNT, hand_off_rate: SHARE } },
          { key: { query_type: null }, values: { hand_offs: COUNT, hand_off_rate: TOO_FEW } },
        ]),
        query,
      ),
    );
    expect(lines.map((line) => [line.query_type, line.metric])).toEqual([
      ["billing", "hand_off_rate"],
      ["billing", "hand_offs"],
      ["", "hand_off_rate"],
      ["", "hand_offs"],
    ]);
  });

  it("gives numbers in full precision", () => {
    const [line] = read(
      reportCsv(report([{ key: {}, values: { hand_off_rate: SHARE } }]), { ...query, by: [] }),
    );
    expect(Number(line?.value)).toBe(1 / 3);
    expect(line).toMatchObject({ numerator: "20", denominator: "60", low: "0.2277", high: "0.4592" });
    expect(line).toMatchObject({ withheld: "", low_volume: "false" });
  });

  it("leaves the value of what is withheld empty, never 0, and says why", () => {
    const values = { hand_off_rate: TOO_FEW, hand_offs: PRIVATE_VALUE };
    const [few, secret] = read(reportCsv(report([{ key: {}, values }]), { ...query, by: [] }));
    expect(few).toMatchObject({
      value: "",
      numerator: "1",
      denominator: "3",
      low: "",
      high: "",
      withheld: "too_few",
      low_volume: "true",
    });
    expect(secret).toMatchObject({ value: "", numerator: "", denominator: "", withheld: "private" });
  });

  it("writes a count of nothing as 0", () => {
    const [line] = read(
      reportCsv(report([{ key: {}, values: { hand_offs: COUNT } }]), {
        by: [],
        metrics: ["hand_offs"],
        compare: null,
      }),
    );
    expect(line).toMatchObject({ value: "0", numerator: "0", denominator: "", withheld: "" });
  });

  it("with a comparison adds the value before and the change, empty where there is none", () => {
    const [withChange, without] = read(
      reportCsv(
        report([
          {
            key: {},
            values: { hand_off_rate: SHARE, hand_offs: COUNT },
            previous: { hand_off_rate: { ...SHARE, value: 0.25 }, hand_offs: TOO_FEW },
            change: {
              hand_off_rate: { difference: 0.0833, low: -0.01, high: 0.17, signal: false },
              hand_offs: null,
            },
          },
        ]),
        { ...query, by: [], compare: "previous" },
      ),
    );
    expect(withChange).toMatchObject({
      previous_value: "0.25",
      difference: "0.0833",
      difference_low: "-0.01",
      difference_high: "0.17",
      signal: "false",
    });
    expect(without).toMatchObject({ previous_value: "", difference: "", signal: "" });
  });
});

describe("a line of CSV", () => {
  it("comes back as it was from a reader that knows RFC 4180, whatever is in it", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", " ", "é", "💡", "=", "0"),
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const [line] = parse(`${csvLine(["first", ...cells])}\r\n`, {
          record_delimiter: "\r\n",
        }) as string[][];
        expect(line).toEqual(["first", ...cells]);
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });

  it("writes nothing for null and for what is not there", () => {
    expect(csvLine([null, undefined, 0, false, ""])).toBe(",,0,false,");
  });
});
