import { readFile } from "node:fs/promises";
import { z } from "zod";

/** How many tests there were, by outcome. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/** Counts of a report by Vitest's reporter `json`. A file that could not be loaded counts as one failed test. */
export function countVitest(report: unknown): TestCounts {
  const read = vitestReport.parse(report);
  const notLoaded = read.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + notLoaded.length,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/** Counts of a report by Playwright's reporter `json`. What failed outside a test counts as a failed test. */
export function countPlaywright(report: unknown): TestCounts {
  const { stats, errors } = playwrightReport.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** Reads a report and counts it; a run that left none counts as one failed test. */
export async function countReport(file: string, count: (report: unknown) => TestCounts): Promise<TestCounts> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? { passed: 0, failed: 1, skipped: 0 } : count(JSON.parse(text));
}
