import { test as base } from "@playwright/test";
import { seedDemo } from "@/lib/start/seed-demo";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/** A demo of a file's own: the people of the demo, few conversations, and a key that may bring records in. */
export interface OwnDemo extends OwnServer {
  readonly apiKey: string;
}

/** Enough for every page to have something to show. */
const CONVERSATIONS = 1_000;

/**
 * Playwright's `test` on a demo that no other file sees: for tests that bring records in, because the demo that
 * files share (e2e/server.ts) has to be the same for all of them, in whatever order they run.
 */
export const test = base.extend<object, { ownDemo: OwnDemo }>({
  ownDemo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
    async ({}, use) => {
      let apiKey = "";
      const server = await startOwnServer(await freePort(), {}, async (installation) => {
        apiKey = (await seedDemo(installation, { conversations: CONVERSATIONS })).apiKey;
      });
      await use({ ...server, apiKey });
      await server.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ ownDemo }, use) => use(ownDemo.url),
});
