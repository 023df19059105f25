import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runChild } from "./run-child";
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
export async function ensureBuild(log: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const stampFile = path.join(buildFolder(), "baton-sources");
  const stamp = await sourceStamp(ROOT);
  const built = await readFile(stampFile, "utf8").catch(() => "");
  if (built === stamp) return;
  log("Building the pages…");
  try {
    await runChild(["node_modules/next/dist/bin/next", "build"], {
      variables: { NODE_ENV: "production" },
      signal,
    });
  } catch (error) {
    throw new Error(`The build failed:\n${error instanceof Error ? error.message : error}`);
  }
  await writeFile(stampFile, stamp);
}
