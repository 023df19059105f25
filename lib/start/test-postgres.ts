import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { removeAbandonedServers } from "./abandoned-servers";
import { openTemplateDatabase, type TemplateDatabase } from "./template-database";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the connection string of the migrated template database, starting the server at the first call. */
    testPostgres: string;
  }
}

/**
 * Vitest's global set-up: one PostgreSQL per run, the embedded one or that of `TEST_DATABASE_URL`, started
 * when the first test file asks for a database, so that runs of pure tests never wait for it. Afterwards
 * nothing of it is left, whether the tests passed or not.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TemplateDatabase> | undefined;
  const doorbell = createServer((_request, response) => {
    server ??= openServer();
    server.then(
      ({ templateUrl }) => response.end(templateUrl),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => doorbell.listen(0, "127.0.0.1", resolve));
  const address = doorbell.address();
  if (typeof address !== "object" || !address) throw new Error("The test set-up has no port.");
  project.provide("testPostgres", `http://127.0.0.1:${address.port}`);
  return async () => {
    doorbell.close();
    await server?.then(
      ({ close }) => close(),
      () => undefined,
    );
  };
}

async function openServer(): Promise<TemplateDatabase> {
  for (const prefix of ["baton-test-", "baton-embedded-"]) await removeAbandonedServers(prefix);
  return openTemplateDatabase("baton_test", "baton-test-");
}
