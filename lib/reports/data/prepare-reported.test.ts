import { expect, test } from "vitest";
import type { HeldCounts, ReportedWeek } from "@/lib/store/reported-weeks";
import { prepareReconciliation } from "./prepare-reported";

const HELD: HeldCounts = {
  arrived: 1020,
  started: 1000,
  engaged: 960,
  eligible: 940,
  escalated: 210,
  escalations: 230,
  handed_off: 200,
};

function numbersOf(reported: Partial<ReportedWeek>) {
  const week = {
    source: "bot",
    week: "2026-W46",
    product: "",
    conversations: null,
    handOffs: null,
    enteredBy: "Ruth",
    enteredAt: "2026-11-20T08:00:00Z",
    ...reported,
  };
  return prepareReconciliation([{ reported: week, held: HELD }])[0]?.numbers ?? [];
}

const steps = (number: ReturnType<typeof numbersOf>[number] | undefined) =>
  number?.steps.map(({ label, count }) => `${label} ${count}`);

test("a difference that the definitions explain leaves nothing open", () => {
  const [conversations, handOffs] = numbersOf({ product: "Chatwoot", conversations: 1000, handOffs: 230 });
  expect(steps(conversations)).toEqual([
    "Reported by the platform 1,000",
    "Here, by the rule of Chatwoot 1,000",
    "The customer wrote nothing −40",
    "Still open −20",
    "Counted by Baton: eligible conversations 940",
  ]);
  expect(conversations?.isExplained).toBe(true);
  expect(steps(handOffs)).toEqual([
    "Reported by the platform 230",
    "Here, by the rule of Chatwoot 230",
    "Again in the same conversation −20",
    "Of conversations that are not eligible −10",
    "Counted by Baton: conversations handed off 200",
  ]);
  expect(handOffs?.isExplained).toBe(true);
});

test("tests explain as many as there are, and no more", () => {
  const [some] = numbersOf({ conversations: 1020 });
  expect(steps(some)?.[1]).toBe("Marked as tests here −20");
  expect(some?.isExplained).toBe(true);
  const [more] = numbersOf({ conversations: 1100 });
  expect(steps(more)?.slice(1, 3)).toEqual(["Marked as tests here −20", "Not here −80"]);
  expect(more?.verdict).toContain("80 conversations are missing here");
});

test("the steps always lead from the platform's number to Baton's", () => {
  for (const product of ["", "Ada", "Microsoft Copilot Studio", "Chatwoot"]) {
    for (const count of [0, 900, 1000, 1010, 5000]) {
      for (const number of numbersOf({ product, conversations: count, handOffs: count })) {
        const value = (text: string) => Number(text.replace("−", "-").replaceAll(",", ""));
        let sum = 0;
        for (const step of number.steps) {
          if (step.isTotal && step !== number.steps[0]) expect(sum).toBe(value(step.count));
          else sum += value(step.count);
        }
      }
    }
  }
});
