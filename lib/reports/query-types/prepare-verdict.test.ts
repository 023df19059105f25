import { describe, expect, it } from "vitest";
import { prepareRules, prepareVerdict } from "./prepare-verdict";
import { EXAMPLE_TYPES, type ExampleType, exampleRows } from "./query-type-example";
import { queryTypeNumbers } from "./query-type-numbers";

const scope = {
  period: { from: "2026-10-19", to: "2026-11-15" },
  filters: [{ dimension: "query_type" as const, values: ["order_status"] }],
};
const DAYS = "from=2026-10-19&to=2026-11-15&query_type=order_status";

function typeOf(example: ExampleType) {
  const all = [...EXAMPLE_TYPES.filter((type) => type.queryType !== example.queryType), example];
  const found = queryTypeNumbers(exampleRows(all)).find((type) => type.queryType === example.queryType);
  if (!found) throw new Error("no such type");
  return found;
}

const order = EXAMPLE_TYPES[0] as ExampleType;
const plain: ExampleType = { queryType: "order_status", conversations: 1000, handedOff: 300 };

describe("the verdict in a table", () => {
  it("says what to do, the number that says so, and what else holds", () => {
    expect(prepareVerdict(typeOf(order), "no_action", scope)).toMatchObject({
      kind: "action",
      label: "Fix the field",
      isNew: true,
      evidence: {
        label: "Order reference asked again",
        value: "52.1%",
        parts: "250/480",
        interval: "47.6–56.5",
        href: `/conversations?metric=field_reask_rate&part=numerator&${DAYS}&field=order_reference`,
        line: "over 13.3%",
        answer: "yes",
      },
      note: null,
      others: ["Train the bot"],
    });
  });

  it("is new only where the verdict of the days before is known and another one", () => {
    expect(prepareVerdict(typeOf(order), null, scope).isNew).toBe(false);
    expect(prepareVerdict(typeOf(order), "fix_field", scope).isNew).toBe(false);
    expect(prepareVerdict(typeOf(order), "train_bot", scope).isNew).toBe(true);
    expect(prepareVerdict(typeOf(plain), "train_bot", scope)).toMatchObject({ kind: "none", isNew: false });
  });

  it("leads to the failures that came too late", () => {
    const late: ExampleType = {
      ...plain,
      attempts: { "1": [100, 40], "3": [60, 50], "4": [60, 50], "5": [2, 0] },
    };
    expect(prepareVerdict(typeOf(late), null, scope)).toMatchObject({
      label: "Hand off sooner",
      evidence: {
        label: "Failures after 3 or more attempts",
        parts: "100/140",
        href: `/conversations?metric=bot_failure_share&part=numerator&${DAYS}&failed_attempts=3&failed_attempts=4&failed_attempts=5`,
      },
    });
  });

  it("shows what leaves it open, or how few there are", () => {
    const open = prepareVerdict(typeOf({ ...plain, families: [160, 70, 70] }), null, scope);
    expect(open).toMatchObject({
      kind: "few",
      label: "Too few to say",
      evidence: { label: "Bot failures", value: "53.3%", answer: "unsure" },
    });
    const few = prepareVerdict(typeOf({ ...plain, handedOff: 12 }), null, scope);
    expect(few).toMatchObject({ kind: "few", evidence: null, note: "12 of 30 hand-offs" });
  });

  it("leads to what a number is counted among where nothing is counted", () => {
    const none = { ...plain, honoured: [0, 40] as const };
    expect(prepareVerdict(typeOf(none), null, scope).evidence).toMatchObject({
      value: "0.0%",
      parts: "0/40",
      href: `/conversations?metric=demand_honoured_rate&part=denominator&${DAYS}`,
    });
  });
});

describe("the rules on the page of a query type", () => {
  const rules = prepareRules(typeOf(order), scope);

  it("are all there, in their order, with what they say", () => {
    expect(rules.map((rule) => [rule.label, rule.answerText, rule.isVerdict])).toEqual([
      ["Fix the field", "holds", true],
      ["Honour the request", "not known", false],
      ["Hand off sooner", "does not hold", false],
      ["Route to people", "does not hold", false],
      ["Train the bot", "holds", false],
    ]);
  });

  it("show every number they ask for, and how the field arrives", () => {
    expect(rules[0]?.evidence.map(({ label, parts }) => [label, parts])).toEqual([
      ["Order reference asked again", "250/480"],
      ["Order reference passed in a field", "40/900"],
    ]);
    expect(rules[3]?.evidence.map(({ label, line }) => [label, line])).toEqual([
      ["Stays with the bot", "under 50.0%"],
      ["Bot failures", "under 50.0%"],
    ]);
    expect(rules[1]?.evidence[0]).toMatchObject({ value: null, parts: null, href: null });
  });
});
