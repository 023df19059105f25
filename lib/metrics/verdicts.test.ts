import { describe, expect, it } from "vitest";
import { shareValue } from "./evaluate";
import { ACTIONS, fieldLine, judgeQueryType, type VerdictNumbers } from "./verdicts";
import { ACTION_DEFINITIONS, READING_DEFINITIONS, verdictLabel } from "./verdicts-definitions";
import { QUADRANTS, readQuadrant } from "./verdicts-reading";

/** A query type about which no rule has anything to say. */
const CALM: VerdictNumbers = {
  handOffs: 200,
  containment: shareValue(700, 1000),
  botFailure: shareValue(60, 200),
  demandHonoured: shareValue(45, 50),
  lateFailures: shareValue(3, 60),
  fields: [{ name: "email", askedAgain: shareValue(8, 120), structured: shareValue(110, 120) }],
  allFields: shareValue(600, 5000),
};

const judge = (change: Partial<VerdictNumbers>) => judgeQueryType({ ...CALM, ...change });
const field = (name: string, asked: number, answered: number) => ({
  name,
  askedAgain: shareValue(asked, answered),
  structured: shareValue(answered - asked, answered),
});

describe("the verdict on a query type", () => {
  it("is no action when every rule could be judged and none holds", () => {
    const verdict = judge({});
    expect(verdict.action).toBe("no_action");
    expect(verdict.findings.map(({ action, answer }) => [action, answer])).toEqual(
      ACTIONS.map((action) => [action, "no"]),
    );
  });

  it("is to fix the field that is asked again more than twice as often as all others", () => {
    const verdict = judge({ fields: [field("email", 8, 120), field("order_reference", 180, 400)] });
    expect(verdict.action).toBe("fix_field");
    expect(verdict.findings[0]).toMatchObject({
      field: { name: "order_reference" },
      // The others: 420 of 4,600, so 9.1 %.
      evidence: [{ line: (2 * 420) / 4600, side: "above", answer: "yes" }],
    });
  });

  it("names the field asked again most often among several", () => {
    const fields = [field("postcode", 40, 60), field("order_reference", 180, 400), field("phone", 30, 40)];
    expect(judge({ fields }).findings[0]?.field?.name).toBe("order_reference");
  });

  it("is to honour the request when most who ask are not handed off within the minute", () => {
    expect(judge({ demandHonoured: shareValue(38, 312) }).action).toBe("honour_request");
    expect(judge({ demandHonoured: shareValue(200, 312) }).action).toBe("no_action");
  });

  it("is to hand off sooner when most failures come after too many attempts", () => {
    expect(judge({ lateFailures: shareValue(206, 272) }).action).toBe("hand_off_sooner");
  });

  it("is to route to people when the bot keeps few and failures are not why", () => {
    const few = { containment: shareValue(100, 400) };
    expect(judge({ ...few, botFailure: shareValue(20, 250) }).action).toBe("route_to_people");
    expect(judge({ ...few, botFailure: shareValue(200, 250) }).action).toBe("train_bot");
    expect(judge({ botFailure: shareValue(20, 250) }).action).toBe("no_action");
  });

  it("is to train the bot when most hand-offs are failures", () => {
    expect(judge({ botFailure: shareValue(130, 200) }).action).toBe("train_bot");
  });

  it("is the first rule that holds, with the others beside it", () => {
    const verdict = judge({
      fields: [field("order_reference", 180, 400)],
      lateFailures: shareValue(206, 272),
      botFailure: shareValue(150, 200),
    });
    expect(verdict.action).toBe("fix_field");
    expect(verdict.findings.filter(({ answer }) => answer === "yes").map(({ action }) => action)).toEqual([
      "fix_field",
      "hand_off_sooner",
      "train_bot",
    ]);
  });
});

describe("certainty", () => {
  it("takes the whole interval past the line", () => {
    // 112 of 200 is 56.0 %, 49.1 to 62.7.
    const verdict = judge({ botFailure: shareValue(112, 200) });
    expect(verdict.action).toBe("too_few");
    expect(verdict.findings.at(-1)?.answer).toBe("unsure");
  });

  it("takes thirty, however clear the share looks", () => {
    expect(judge({ botFailure: shareValue(29, 29) }).action).toBe("too_few");
    expect(judge({ botFailure: shareValue(30, 30) }).action).toBe("train_bot");
  });

  it("is never had of a number that is withheld or missing", () => {
    const verdict = judge({ demandHonoured: shareValue(0, 4), lateFailures: undefined });
    expect(verdict.findings.slice(1, 3).map(({ answer }) => answer)).toEqual(["unknown", "unknown"]);
    expect(verdict.action).toBe("no_action");
  });

  it("is not had of a query type with fewer than thirty hand-offs", () => {
    expect(judge({ handOffs: 29 }).action).toBe("too_few");
    expect(judge({ handOffs: 30 }).action).toBe("no_action");
  });

  it("does not come from fields where nothing is captured", () => {
    expect(judge({ fields: [] }).findings[0]).toMatchObject({ answer: "unknown", field: null });
  });

  it("is a no where one number of a rule says no, whatever the other says", () => {
    const verdict = judge({ containment: shareValue(3, 4), botFailure: shareValue(150, 200) });
    expect(verdict.findings[3]).toMatchObject({ action: "route_to_people", answer: "no" });
  });
});

describe("the line for a field", () => {
  const field = shareValue(90, 100);
  it("is twice what all others have, at least a tenth, at most half", () => {
    expect(fieldLine(field, shareValue(90 + 12, 100 + 100))).toBeCloseTo(0.24, 12);
    expect(fieldLine(field, shareValue(90 + 2, 100 + 100))).toBe(0.1);
    expect(fieldLine(field, shareValue(90 + 40, 100 + 100))).toBe(0.5);
  });

  it("is a tenth where there is no other field", () => {
    expect(fieldLine(field, field)).toBe(0.1);
    expect(fieldLine(undefined, undefined)).toBe(0.1);
  });
});

describe("the reading of a query type", () => {
  const lines = { handOffRate: 0.3, repeatInformation: 0.2 };
  const read = (handedOff: number, repeated: number, n = 1000) =>
    readQuadrant(shareValue(handedOff, n), shareValue(repeated, n), lines);

  it("is one of four, by the side of each line", () => {
    expect(read(500, 400)).toEqual({ quadrant: "broken_integration", certain: true });
    expect(read(100, 400)).toEqual({ quadrant: "arrives_blind", certain: true });
    expect(read(500, 100)).toEqual({ quadrant: "well_scoped", certain: true });
    expect(read(100, 100)).toEqual({ quadrant: "healthy", certain: true });
  });

  it("is not certain while an interval crosses a line, of either number", () => {
    expect(read(320, 400)).toEqual({ quadrant: "broken_integration", certain: false });
    expect(read(500, 190)).toEqual({ quadrant: "well_scoped", certain: false });
    expect(read(5, 4, 10)).toMatchObject({ certain: false });
  });

  it("is the lower side on the line itself", () => {
    expect(read(300, 200)).toEqual({ quadrant: "healthy", certain: false });
  });

  it("is none without both numbers or without lines", () => {
    const some = shareValue(40, 100);
    const none = { quadrant: null, certain: false };
    expect(readQuadrant(some, shareValue(1, 4), lines)).toEqual(none);
    expect(readQuadrant(shareValue(0, 0), some, lines)).toEqual(none);
    expect(readQuadrant(some, undefined, lines)).toEqual(none);
    expect(readQuadrant(some, some, null)).toEqual(none);
  });
});

describe("the words", () => {
  it("say every rule and every reading", () => {
    expect(Object.keys(ACTION_DEFINITIONS)).toEqual([...ACTIONS]);
    expect(Object.keys(READING_DEFINITIONS).sort()).toEqual([...QUADRANTS].sort());
    expect(ACTION_DEFINITIONS.fix_field.rule).toBe(
      "One captured field is asked again at least twice as often as all other captured details; at least 10%, and 50% is always enough.",
    );
    expect(ACTION_DEFINITIONS.hand_off_sooner.rule).toContain("after 3 or more failed attempts");
    expect([verdictLabel("train_bot"), verdictLabel("no_action"), verdictLabel("too_few")]).toEqual([
      "Train the bot",
      "No action",
      "Too few to say",
    ]);
  });
});
