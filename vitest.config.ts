import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,components,lib}/**/*.test.{ts,tsx}"],
    globalSetup: "lib/start/test-postgres.ts",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    env: { TZ: "Asia/Kathmandu" },
  },
});
