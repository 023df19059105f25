import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/store/migrate";
import { removeAbandonedServers } from "./abandoned-servers";
import { openEmbeddedPostgres } from "./embedded-postgres";
import { temporaryFolder } from "./temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the connection string of the migrated template database, starting the server at the first call. */
    testPostgres: string;
  }
}

/** A test database may be lost at any moment, so nothing waits for the disk. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "128MB",
};

interface TestServer {
  readonly templateUrl: string;
  close(): Promise<void>;
}

/**
 * Vitest's global set-up: one PostgreSQL per run, the embedded one or that of `TEST_DATABASE_URL`, started
 * when the first test file asks for a database, so that runs of pure tests never wait for it. Afterwards
 * nothing of it is left, whether the tests passed or not.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | undefined;
  const doorbell = createServer((_request, response) => {
    server ??= process.env.TEST_DATABASE_URL ? onServer(process.env.TEST_DATABASE_URL) : onEmbedded();
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

async function onEmbedded(): Promise<TestServer> {
  for (const prefix of ["baton-test-", "baton-embedded-"]) await removeAbandonedServers(prefix);
  const folder = await temporaryFolder("baton-test-");
  const server = await openEmbeddedPostgres({ folder, settings: FAST, log: console.warn });
  const inner = await onServer(server.url);
  return {
    templateUrl: inner.templateUrl,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Works in databases of its own named `baton_test_…` and drops them at the end. */
async function onServer(serverUrl: string): Promise<TestServer> {
  const prefix = `baton_test_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${prefix}`;
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${prefix}`));
  await migrate(url.href);
  return {
    templateUrl: url.href,
    async close() {
      await withClient(serverUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          "SELECT datname AS name FROM pg_database WHERE datname = $1 OR starts_with(datname, $1 || '_')",
          [prefix],
        );
        for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      });
    },
  };
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
