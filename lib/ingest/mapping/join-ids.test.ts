import { describe, expect, it } from "vitest";
import { IdSet, idNumber } from "./id-set";
import { idRules, ruleText, writeId } from "./join-ids";

describe("ids of two tools that are written otherwise", () => {
  it.each([
    ["zeros and a prefix", ["123", "45"], ["CONV-00000123", "CONV-00000045"]],
    ["the other way round", ["CONV-00123", "CONV-00045"], ["123", "45"]],
    ["zeros only", ["000123", "000045"], ["123", "45"]],
    ["case", ["ABC-1F", "XBD-2E"], ["abc-1f", "xbd-2e"]],
    ["a prefix before letters", ["chat:9f3a", "chat:77bb"], ["9f3a", "77bb"]],
    ["another prefix", ["T-77", "T-8"], ["conv_77", "conv_8"]],
  ])("%s", (_, ids, known) => {
    const [rule] = idRules(ids, known);
    expect(rule && ids.map((id) => writeId(id, rule))).toEqual(known);
    expect(rule && ruleText(rule)).not.toBe("");
  });

  it("there is no rule where they are written alike", () => {
    expect(idRules(["k-1", "k-2"], ["k-8", "k-9"])).toEqual([]);
    expect(idRules([], ["k-8"])).toEqual([]);
  });

  it("a rule leaves alone what it does not fit", () => {
    expect(writeId("abc", { drop: "T-", digits: 5 })).toBe("abc");
  });
});

it("a set of ids knows what was added, and counts it once", () => {
  const set = new IdSet();
  const ids = Array.from({ length: 20_000 }, (_, i) => idNumber("bot", `c-${i}`));
  for (const id of [...ids, ...ids]) set.add(id);
  expect(set.size).toBe(20_000);
  expect(ids.every((id) => set.has(id))).toBe(true);
  expect(set.has(idNumber("other", "c-1"))).toBe(false);
});
