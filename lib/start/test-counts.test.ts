import { expect, test } from "vitest";
import { countPlaywright, countReport, countVitest } from "./test-counts";

test("counts Vitest's tests; a file that does not load is a failed one", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}, {}] },
      { status: "passed", assertionResults: [{}] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test("counts Playwright's tests; one that passed at the second try, or an error outside, is a failed one", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 3, skipped: 2 });
});

test("counts a run without a report as a failed one", async () => {
  expect(await countReport("/nowhere/report.json", countVitest)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});
