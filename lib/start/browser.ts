import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Where Debian puts its Chromium. */
export const DEBIAN_CHROMIUM = "/usr/bin/chromium";

/**
 * Sees to it that the end-to-end tests have a browser: Debian's when it is there, else Playwright's. On
 * Debian as root Chromium is installed with apt, because Playwright's needs libraries that a server lacks.
 * Throws when none can be had.
 */
export function ensureBrowser(): void {
  if (existsSync(DEBIAN_CHROMIUM) || existsSync(chromium.executablePath())) return;
  console.log("Installing a browser for the end-to-end tests…");
  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (isRootOnDebian) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "chromium"]);
    // Ubuntu's package of that name only points to another way of installing.
    if (existsSync(DEBIAN_CHROMIUM)) return;
  }
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
}

function run(program: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status === 0) return;
  throw new Error(
    `No browser for the end-to-end tests: \`${program} ${args.join(" ")}\` failed.\n${error?.message ?? `${stdout}${stderr}`.trim()}`,
  );
}
