import { spawn } from "node:child_process";

/** The development tools, by the file that Node runs. */
export const TOOLS = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  next: "node_modules/next/dist/bin/next",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;

/** Runs a tool in the project's folder, its output going where ours goes, and answers whether it succeeded. */
export async function runTool(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const child = spawn(process.execPath, [TOOLS[tool], ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}
