import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SurveyBody } from "@/lib/domain/record";
import { countedSurvey, isAnswered, isSatisfied, onFivePoints, scaledScore } from "./counted-survey";

type Given = SurveyBody & { readonly surveyId: string };

const survey = (surveyId: string, body: SurveyBody): Given => ({ ...body, surveyId });
const counted = (...surveys: readonly Given[]) => countedSurvey(surveys)?.surveyId;
const scaled = (score: number, scaleMin: number, scaleMax: number) =>
  scaledScore({ score, scaleMin, scaleMax });

describe("an answered survey", () => {
  it("has a score; a time of answering or a comment alone does not make it so", () => {
    expect(isAnswered({ score: 0 })).toBe(true);
    expect(isAnswered({ answeredAt: 5, comment: "Fine", hadToRepeat: true })).toBe(false);
  });
});

describe("the survey that counts", () => {
  it("is the one answered last", () => {
    expect(
      counted(
        survey("z", { score: 1, answeredAt: 10 }),
        survey("a", { score: 5, answeredAt: 30 }),
        survey("m", { score: 3, answeredAt: 20 }),
      ),
    ).toBe("a");
  });

  it("is none that is not answered, however late", () => {
    expect(
      counted(survey("a", { score: 2, answeredAt: 1 }), survey("b", { answeredAt: 99, sentAt: 99 })),
    ).toBe("a");
    expect(counted(survey("b", { sentAt: 1 }))).toBeUndefined();
    expect(counted()).toBeUndefined();
  });

  it("takes an unknown time of answering for the earliest", () => {
    expect(counted(survey("z", { score: 1 }), survey("a", { score: 5, answeredAt: 0 }))).toBe("a");
  });

  it("is the highest id in code-point order among those answered at once, or never known when", () => {
    expect(counted(survey("a", { score: 1, answeredAt: 5 }), survey("b", { score: 2, answeredAt: 5 }))).toBe(
      "b",
    );
    expect(counted(survey("9", { score: 1 }), survey("10", { score: 2 }))).toBe("9");
    expect(counted(survey("a", { score: 1 }), survey("Z", { score: 2 }))).toBe("a");
    expect(counted(survey("\uffff", { score: 1 }), survey("😀", { score: 2 }))).toBe("😀");
  });

  it("is chosen before its scale is looked at", () => {
    expect(
      counted(
        survey("scaled", { score: 5, scaleMin: 1, scaleMax: 5, answeredAt: 1 }),
        survey("unscaled", { score: 5, answeredAt: 2 }),
      ),
    ).toBe("unscaled");
  });

  it("does not depend on the order of arrival", () => {
    const surveys = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("1", "10", "9", "é", "😀"),
        at: fc.option(fc.nat(2), { nil: undefined }),
      }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(
        surveys.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const made = (list: typeof all) =>
            counted(
              ...list.map(({ id, at }) =>
                survey(id, at === undefined ? { score: 1 } : { score: 1, answeredAt: at }),
              ),
            );
          expect(made(shuffled)).toBe(made(all));
        },
      ),
      { seed: 20261122 },
    );
  });
});

describe("a score on its scale", () => {
  it.each([
    [1, 1, 5, 0, 1],
    [5, 1, 5, 1, 5],
    [4, 1, 5, 0.75, 4],
    [0, 0, 10, 0, 1],
    [7, 0, 10, 0.7, 3.8],
    [0, -1, 1, 0.5, 3],
    [100, 0, 100, 1, 5],
  ])("%d of %d to %d is %d, and %d on one to five", (score, min, max, share, points) => {
    expect(scaled(score, min, max)).toBeCloseTo(share, 12);
    expect(onFivePoints(scaled(score, min, max) ?? Number.NaN)).toBeCloseTo(points, 12);
  });

  it("is satisfied from three quarters of the scale on", () => {
    const satisfied = (score: number, min: number, max: number) => isSatisfied(scaled(score, min, max) ?? -1);
    expect([1, 2, 3, 4, 5].map((score) => satisfied(score, 1, 5))).toEqual([false, false, false, true, true]);
    expect([7, 7.5, 8].map((score) => satisfied(score, 0, 10))).toEqual([false, true, true]);
    expect([5, 5.5, 6].map((score) => satisfied(score, 1, 7))).toEqual([false, true, true]);
    expect([74, 75].map((score) => satisfied(score, 0, 100))).toEqual([false, true]);
    expect([0, 1].map((score) => satisfied(score, 0, 1))).toEqual([false, true]);
    expect([1, 2, 3].map((score) => satisfied(score, 1, 3))).toEqual([false, false, true]);
  });

  it("is none where the survey has no scale, or half of one", () => {
    expect(scaledScore({ score: 5 })).toBeNull();
    expect(scaledScore({ score: 5, scaleMax: 5 })).toBeNull();
    expect(scaledScore({ score: 5, scaleMin: 1 })).toBeNull();
    expect(scaledScore({ scaleMin: 1, scaleMax: 5 })).toBeNull();
  });

  it("is none where parts that came apart contradict each other", () => {
    expect(scaled(7, 1, 5)).toBeNull();
    expect(scaled(0, 1, 5)).toBeNull();
    expect(scaled(1, 1, 1)).toBeNull();
    expect(scaled(3, 5, 1)).toBeNull();
  });

  it("is always a share, whatever numbers come: one absurd scale must not spoil the sums of a day", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const [min = 0, score = 0, max = 0] = [a, b, c].sort((x, y) => x - y);
        const share = scaled(score, min, max);
        if (share !== null) expect(share >= 0 && share <= 1, `${score} of ${min} to ${max}`).toBe(true);
      }),
      { seed: 20261122, numRuns: 1000, examples: [[-1.7e308, 1.7e308, 1.6e308]] },
    );
  });
});
