import { mkdir, rm, writeFile } from "node:fs/promises";
import { createApiKey } from "@/lib/access/api-keys";
import { DEMO_TIME_ZONE } from "@/lib/demo/calendar";
import { removeAbandonedServers } from "@/lib/start/abandoned-servers";
import { ensureBuild } from "@/lib/start/build";
import { readEnvironment } from "@/lib/start/environment";
import { openInstallation } from "@/lib/start/installation";
import { runServer, stopSignal } from "@/lib/start/run-server";
import { seedDemo } from "@/lib/start/seed-demo";
import { openTemplateDatabase } from "@/lib/start/template-database";
import { temporaryFolder } from "@/lib/start/temporary-folder";
import { borrowDatabase, leaveTemplate } from "./databases";
import { API_KEY_FILE, beginDemoSessions } from "./demo-access";
import { SECRET } from "./sessions";

/** Enough for every story to show, few enough to be taken in within seconds. */
const CONVERSATIONS = 6_000;

/**
 * The server that Playwright starts before the tests and stops after them: the production build on a demo of
 * fewer conversations, on a PostgreSQL that all files share and that is gone afterwards. Its key only reads, because all files share
 * it; those that bring records in have a demo of their own (e2e/own-demo.ts).
 */
export async function main(): Promise<void> {
  await ensureBuild(console.log);
  const asked = stopSignal();
  for (const prefix of ["baton-e2e-", "baton-start-"]) await removeAbandonedServers(prefix);
  await mkdir("test-results", { recursive: true });
  const template = await openTemplateDatabase("baton_e2e", "baton-e2e-");
  await leaveTemplate(template.templateUrl);
  const folder = await temporaryFolder("baton-e2e-");
  const environment = readEnvironment({
    PORT: process.env.PORT,
    BATON_DATA_DIR: folder,
    BATON_SECRET: SECRET,
    REPORTING_TIME_ZONE: DEMO_TIME_ZONE,
    DATABASE_URL: (await borrowDatabase()).url,
  });
  const opened = await openInstallation(environment, () => undefined);
  const installation = {
    ...opened,
    async close() {
      await opened.close();
      await template.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await seedDemo(installation, { conversations: CONVERSATIONS }).catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  const { key } = await createApiKey(installation.database, { name: "Tests", scopes: ["read"] });
  await beginDemoSessions(installation.database);
  await writeFile(API_KEY_FILE, key);
  await runServer({
    environment,
    installation,
    mode: "production",
    asked,
    announce: async () => console.log(`The demo for the tests is at ${environment.address}`),
  });
}
