import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What goes wrong in a child process; the message ends with what it said. */
export class ChildError extends Error {
  override name = "ChildError";
}

/**
 * Runs a Node program in the project's folder and answers with what it said. It ends when we do.
 * Throws ChildError, with what it said, when it fails.
 */
export async function runChild(
  args: readonly string[],
  options: {
    readonly variables?: Readonly<Record<string, string>>;
    /** Ends the program early, which then fails. */
    readonly signal?: AbortSignal | undefined;
    readonly onStart?: (pid: number) => void;
  },
): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.variables },
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  const kill = () => child.kill();
  process.once("exit", kill);
  options.signal?.addEventListener("abort", kill);
  let said = "";
  const collect = (chunk: Buffer) => {
    said += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  process.off("exit", kill);
  if (code !== 0) throw new ChildError(said.trim());
  return said.trim();
}
