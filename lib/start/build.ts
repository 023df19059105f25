import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sourceStamp } from "./source-stamp";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the built pages are. */
export function buildFolder(): string {
  return path.join(ROOT, process.env.NEXT_DIST_DIR ?? ".next");
}

/**
 * Builds the pages for production unless they are built from these very sources already. The build's own
 * words are shown only when it fails; then this throws.
 */
export async function ensureBuild(log: (line: string) => void): Promise<void> {
  const stampFile = path.join(buildFolder(), "baton-sources");
  const stamp = await sourceStamp(ROOT);
  const built = await readFile(stampFile, "utf8").catch(() => "");
  if (built === stamp) return;
  log("Building the pages…");
  await run(["node_modules/next/dist/bin/next", "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  await writeFile(stampFile, stamp);
}

async function run(args: string[], variables: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables },
  });
  // Whoever ends this process does not want the build any more.
  const kill = () => child.kill();
  process.once("exit", kill);
  let said = "";
  const collect = (chunk: Buffer) => {
    said += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  process.off("exit", kill);
  if (code !== 0) throw new Error(`The build failed:\n${said.trim()}`);
}
