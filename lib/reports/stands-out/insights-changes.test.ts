import { describe, expect, it } from "vitest";
import { findChanges, findGaps, findLevel, findNoise, withoutCounterparts } from "./insights-changes";
import { around, butLast, type Counts, evidenceOf } from "./insights-sample";

const REPEAT = "repeat_information_rate";

describe("findGaps", () => {
  const gone = { all: { context_useful_rate: butLast(around(70, 300), [0, 0]) } };

  it("finds a number that is gone", () => {
    expect(findGaps(evidenceOf(gone))).toEqual([{ kind: "gap", metric: "context_useful_rate", before: 300 }]);
  });

  it("does not, while the week runs, where little was there before, or where something is left", () => {
    expect(findGaps(evidenceOf({ ...gone, running: true }))).toEqual([]);
    expect(findGaps(evidenceOf({ all: { context_useful_rate: butLast(around(70, 29), [0, 0]) } }))).toEqual(
      [],
    );
    expect(findGaps(evidenceOf({ all: { context_useful_rate: butLast(around(70, 300), [1, 2]) } }))).toEqual(
      [],
    );
    expect(findGaps(evidenceOf({}))).toEqual([]);
  });

  it("does not miss what need not be there every week", () => {
    expect(findGaps(evidenceOf({ all: { contained_csat: butLast(around(80, 300), [0, 0]) } }))).toEqual([]);
  });
});

describe("findChanges", () => {
  it("finds what changed beyond chance, the largest first, with the week on its chart", () => {
    const changes = findChanges(
      evidenceOf({
        all: {
          [REPEAT]: butLast(around(16, 900), [225, 900]),
          hand_off_rate: butLast(around(30, 5000), [1700, 5000]),
          post_hand_off_csat: around(60, 200),
        },
      }),
    );
    expect(changes.map(({ metric }) => metric)).toEqual([REPEAT, "hand_off_rate"]);
    expect(changes[0]?.control?.outside).toBe("above");
    expect(changes[0]?.change.difference).toBeGreaterThan(0.08);
    expect(changes[0]?.source).toBeNull();
  });

  it("puts what lies outside its limits before a larger change inside them", () => {
    const wild = (week: number): Counts => [week % 2 === 0 ? 60 : 90, 120];
    const changes = findChanges(
      evidenceOf({ all: { contained_csat: wild, [REPEAT]: butLast(around(16, 900), [225, 900]) } }),
    );
    expect(changes.map(({ metric }) => metric)).toEqual([REPEAT, "contained_csat"]);
  });

  it("finds none in chance", () => {
    expect(findChanges(evidenceOf({ all: { [REPEAT]: butLast(around(16, 100), [24, 100]) } }))).toEqual([]);
  });

  it("finds none where a week is withheld", () => {
    expect(findChanges(evidenceOf({ all: { [REPEAT]: butLast(around(16, 900), [4, 4]) } }))).toEqual([]);
    expect(findChanges(evidenceOf({ weeks: 1, all: { [REPEAT]: around(16, 900) } }))).toEqual([]);
  });

  it("has no limits to say from fewer than twelve weeks, but the change all the same", () => {
    const [change] = findChanges(
      evidenceOf({ weeks: 6, all: { [REPEAT]: butLast(around(16, 900), [225, 900]) } }),
    );
    expect(change?.control).toBeNull();
  });

  it("takes a change apart by query type", () => {
    const rate = around(16, 400);
    const [change] = findChanges(
      evidenceOf({ types: { a: { [REPEAT]: butLast(rate, [160, 400]) }, b: { [REPEAT]: rate } } }),
    );
    expect(change?.source).toMatchObject({ kind: "type", part: { queryType: "a" } });
  });
});

describe("withoutCounterparts", () => {
  it("keeps only the largest of the three families", () => {
    const changes = findChanges(
      evidenceOf({
        all: {
          bot_failure_share: butLast(around(40, 3000), [1500, 3000]),
          planned_escalation_share: butLast(around(35, 3000), [850, 3000]),
          hand_off_rate: butLast(around(30, 9000), [3000, 9000]),
        },
      }),
    );
    expect(changes).toHaveLength(3);
    expect(withoutCounterparts(changes).map(({ metric }) => metric)).toEqual([
      "bot_failure_share",
      "hand_off_rate",
    ]);
  });
});

describe("findLevel", () => {
  it("finds a number that stays outside its limits", () => {
    const counts = (week: number) => (week >= 10 ? ([262, 900] as const) : around(16, 900)(week));
    const evidence = evidenceOf({ all: { [REPEAT]: counts } });
    expect(findChanges(evidence)).toEqual([]);
    expect(findLevel(evidence, REPEAT)).toMatchObject({ rule: "outside", side: "above", weeks: 2 });
  });

  it("finds eight weeks on one side of the average", () => {
    const counts = (week: number) => [(week < 4 ? 130 : 180) + 25 * (week % 2), 900] as const;
    const level = findLevel(evidenceOf({ all: { [REPEAT]: counts } }), REPEAT);
    expect(level).toMatchObject({ rule: "run", side: "above", weeks: 8 });
    const below = (week: number) => [(week < 3 ? 220 : 160) + 25 * (week % 2), 900] as const;
    expect(findLevel(evidenceOf({ all: { [REPEAT]: below } }), REPEAT)).toMatchObject({
      rule: "run",
      side: "below",
      weeks: 9,
    });
  });

  it("finds nothing in ordinary weeks, nor without limits", () => {
    expect(findLevel(evidenceOf({ all: { [REPEAT]: around(16, 900) } }), REPEAT)).toBeNull();
    expect(findLevel(evidenceOf({ weeks: 11, all: { [REPEAT]: around(16, 900) } }), REPEAT)).toBeNull();
    expect(findLevel(evidenceOf({}), REPEAT)).toBeNull();
  });
});

describe("findNoise", () => {
  const evidence = evidenceOf({
    all: {
      [REPEAT]: around(16, 900),
      hand_off_rate: around(30, 5000),
      bot_failure_share: butLast(around(40, 500), [210, 500]),
      planned_escalation_share: butLast(around(35, 500), [170, 500]),
      connection_rate: around(90, 500),
    },
  });

  it("lists the large numbers in their order, and of the families the one that moved most", () => {
    expect(findNoise(evidence, []).map(({ metric }) => metric)).toEqual([
      REPEAT,
      "hand_off_rate",
      "bot_failure_share",
    ]);
  });

  it("leaves out what is a signal, and all families where one is", () => {
    const told = [{ metric: REPEAT }, { metric: "planned_escalation_share" }];
    const metrics = findNoise(evidence, told).map(({ metric }) => metric);
    expect(metrics).not.toContain(REPEAT);
    expect(metrics).not.toContain("bot_failure_share");
  });

  it("keeps a number that cannot be compared, but not one that was not there the week before", () => {
    const withheld = evidenceOf({
      all: { [REPEAT]: butLast(around(16, 900), [3, 4]), contained_csat: butLast(() => [0, 0], [40, 50]) },
    });
    expect(findNoise(withheld, [])).toMatchObject([
      { metric: REPEAT, change: null, value: { withheld: "too_few" } },
    ]);
    expect(findNoise(evidenceOf({ weeks: 1, all: { [REPEAT]: around(16, 900) } }), [])).toEqual([]);
  });
});
