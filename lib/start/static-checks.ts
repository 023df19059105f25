import { runTool } from "./run-tool";

/** Format, lint and types of everything; answers with the names of the checks that failed. */
export async function staticChecks(): Promise<string[]> {
  const failed: string[] = [];
  if (!(await runTool("biome", ["check", "--error-on-warnings"]))) failed.push("format and lint");
  // Writes the types of the pages' addresses, which the compiler needs and a fresh clone does not have.
  const typed = (await runTool("next", ["typegen"])) && (await runTool("tsc", ["--pretty", "false"]));
  if (!typed) failed.push("types");
  return failed;
}
