import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { ensureBrowser } from "./browser";
import { ensureBuild } from "./build";
import { runTool } from "./run-tool";
import { staticChecks } from "./static-checks";
import { countPlaywright, countReport, countVitest } from "./test-counts";

const REPORTS = path.resolve("test-results");

/**
 * `npm test`: everything. One part that fails does not keep the others from running, but for the end-to-end
 * tests, which need the build. The last line counts the tests of both runners; throws when anything failed.
 */
export async function main(): Promise<void> {
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const failed = await staticChecks();

  const vitestReport = path.join(REPORTS, "vitest.json");
  const vitestPassed = await runTool("vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${vitestReport}`,
  ]);
  if (!vitestPassed) failed.push("unit and integration tests");
  const unit = await countReport(vitestReport, countVitest);

  const playwrightReport = path.join(REPORTS, "playwright.json");
  try {
    ensureBrowser();
    await ensureBuild(console.log);
    const passed = await runTool("playwright", ["test", "--reporter=list,json"], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
    });
    if (!passed) failed.push("end-to-end tests");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed.push("the end-to-end tests could not run");
  }
  const browser = await countReport(playwrightReport, countPlaywright);

  if (failed.length > 0) console.error(`\nNot in order: ${failed.join(", ")}.`);
  const sum = (outcome: "passed" | "failed" | "skipped") => unit[outcome] + browser[outcome];
  console.log(`\ntests: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  process.exitCode = failed.length > 0 || sum("failed") > 0 ? 1 : 0;
}
