import { describe, expect, it } from "vitest";
import { shareValue } from "@/lib/metrics/evaluate";
import type { ReportRow } from "@/lib/reports/report/report";
import { BETWEEN_CONTACTS, prepareSankey, WITHIN_CONTACT } from "./prepare-sankey";

function row(transition: string, count: number, whole = 0, known = 0): ReportRow {
  const transitions = {
    value: count,
    numerator: count,
    denominator: null,
    interval: null,
    withheld: null,
    lowVolume: false,
  };
  return { key: { transition }, values: { transitions, transition_context_rate: shareValue(whole, known) } };
}

const rows = [
  row("hand_off:web_chat>web_chat", 80, 50, 70),
  row("hand_off:web_chat>voice", 20, 5, 20),
  row("hand_off:sms>nobody", 10),
  row("transfer:voice>email", 6),
  row("return:voice>web_chat", 4),
];
const hrefOf = ({ from, to }: { from: string; to: string }) => `/${from}/${to}`;

describe("prepareSankey", () => {
  const chart = prepareSankey(rows, WITHIN_CONTACT, hrefOf);

  it("has a column for the bot, for people, and for those they pass on to", () => {
    expect(chart?.columns.map(({ name }) => name)).toEqual(["With the bot", "With a person", "Passed on to"]);
    expect(chart?.nodes.map(({ key, name, count }) => [key, name, count])).toEqual([
      ["0 web_chat", "Web chat", "100"],
      ["0 sms", "SMS", "10"],
      ["1 web_chat", "Web chat", "80"],
      ["1 voice", "Voice", "20"],
      ["1 nobody", "Reached nobody", "10"],
      ["2 email", "E-mail", "6"],
    ]);
  });

  it("draws every ribbon as high as it is frequent, split by what went along", () => {
    const ribbon = chart?.ribbons.find(({ key }) => key === "hand_off:web_chat>web_chat");
    expect(ribbon?.bands.map(({ kind }) => kind)).toEqual(["whole", "part", "unknown"]);
    expect(ribbon?.href).toBe("/web_chat/web_chat");
    expect(ribbon?.title).toBe("Web chat to web chat: 80, whole context 71.4%");
    const heights = chart?.nodes.filter(({ key }) => key.startsWith("0")).map(({ height }) => height) ?? [];
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(10, 5);
  });

  it("keeps nodes of a column apart and ribbons inside their nodes", () => {
    for (const column of ["0", "1", "2"]) {
      const nodes = chart?.nodes.filter(({ key }) => key.startsWith(column)) ?? [];
      nodes.slice(1).forEach((node, i) => {
        const above = nodes[i];
        expect(node.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
      });
    }
  });

  it("says what it comes down to", () => {
    expect(chart?.claim).toEqual({
      claim: "61.1% of 90 hand-offs and transfers took the whole context along.",
      detail: null,
    });
    const worse = [...rows, row("transfer:voice>sms", 40, 4, 40)];
    expect(prepareSankey(worse, WITHIN_CONTACT, hrefOf)?.claim?.detail).toBe(
      "Least of all voice to SMS, passed on between people: 10.0%, 4/40.",
    );
    const returns = [
      row("return:voice>web_chat", 6),
      row("return:voice>voice", 2),
      row("return:sms>voice", 4),
    ];
    const between = prepareSankey(returns, BETWEEN_CONTACTS, hrefOf);
    expect(between?.claim).toEqual({
      claim: "83.3% of 12 further contacts came in another channel than the one before.",
      detail: "Most often voice to web chat: 6.",
    });
    expect(between?.ribbons.flatMap(({ bands }) => bands.map(({ kind }) => kind)).sort()).toEqual([
      "other",
      "other",
      "same",
    ]);
    expect(prepareSankey(rows, BETWEEN_CONTACTS, hrefOf)?.claim).toBeNull();
  });

  it("says the same in words, and draws nothing where there is nothing", () => {
    expect(chart?.text).toContain("116 in 4 ways. Most frequent: Web chat to web chat 80");
    expect(prepareSankey(rows, BETWEEN_CONTACTS, hrefOf)?.ribbons).toHaveLength(1);
    expect(prepareSankey([], WITHIN_CONTACT, hrefOf)).toBeNull();
  });
});
