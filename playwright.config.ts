import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { DEBIAN_CHROMIUM } from "./lib/start/browser";

const PORT = process.env.E2E_PORT ?? "3210";
const baseURL = `http://localhost:${PORT}`;

/** Debian's Chromium where it is installed; on servers it has neither a sandbox nor a graphics card. */
const launchOptions = existsSync(DEBIAN_CHROMIUM)
  ? {
      executablePath: DEBIAN_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    }
  : {};

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL,
    launchOptions,
    trace: "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/London",
  },
  webServer: {
    command: "node lib/start/entry.mjs ../../e2e/server.ts",
    url: `${baseURL}/api/v1/health`,
    env: { PORT },
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
