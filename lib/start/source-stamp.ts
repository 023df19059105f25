import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Everything the built pages are made from. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/** What lies below these changes without the pages changing, or follows from other sources. */
const LEFT_OUT = /\.test\.tsx?$|^lib\/(?:start|bench)\/|^lib\/store\/generated\//;

/** A fingerprint of the sources below `root`: equal when and only when the same build would come out. */
export async function sourceStamp(root: string): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => filesBelow(root, source)))).flat();
  const hash = createHash("sha256");
  for (const file of files.filter((file) => !LEFT_OUT.test(file)).sort()) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
  }
  return hash.digest("hex");
}

async function filesBelow(root: string, source: string): Promise<string[]> {
  try {
    const entries = await readdir(path.join(root, source), { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTDIR") return [source];
    if (code === "ENOENT") return [];
    throw error;
  }
}
