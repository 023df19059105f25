import { test as base } from "@playwright/test";
import { DEMO_TIME_ZONE } from "@/lib/demo/calendar";
import { seedDemo } from "@/lib/start/seed-demo";
import { beginDemoSessions } from "./demo-access";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/** A demo of a file's own: the people of the demo, few conversations, and a key that may bring records in. */
export interface OwnDemo extends OwnServer {
  readonly apiKey: string;
}

/** Enough for every page to have something to show. */
const CONVERSATIONS = 1_000;

/**
 * Starts a demo of a test's own.
 *
 * @param conversations how many; by default as many as the demo has
 */
export async function startOwnDemo(conversations?: number): Promise<OwnDemo> {
  let apiKey = "";
  const variables = { REPORTING_TIME_ZONE: DEMO_TIME_ZONE };
  const server = await startOwnServer(await freePort(), variables, async (installation) => {
    const seeded = await seedDemo(installation, conversations === undefined ? {} : { conversations });
    apiKey = seeded.apiKey;
    await beginDemoSessions(installation.database);
  });
  return { ...server, apiKey };
}

/**
 * Playwright's `test` on a demo that no other file sees: for tests that bring records in, because the demo that
 * files share (e2e/server.ts) has to be the same for all of them, in whatever order they run.
 */
export const test = base.extend<object, { ownDemo: OwnDemo }>({
  ownDemo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
    async ({}, use) => {
      const demo = await startOwnDemo(CONVERSATIONS);
      await use(demo);
      await demo.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ ownDemo }, use) => use(ownDemo.url),
});
