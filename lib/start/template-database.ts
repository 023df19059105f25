import { rm } from "node:fs/promises";
import pg from "pg";
import { migrate } from "@/lib/store/migrate";
import { openEmbeddedPostgres } from "./embedded-postgres";
import { temporaryFolder } from "./temporary-folder";

/** A test database may be lost at any moment, so nothing waits for the disk. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "128MB",
};

/** A PostgreSQL for tests with a migrated, empty database that others are copied from. */
export interface TemplateDatabase {
  readonly templateUrl: string;
  /** Drops the template and every database whose name goes on from its name; an embedded server is stopped. */
  close(): Promise<void>;
}

/**
 * Opens it on the server of `TEST_DATABASE_URL`, or on an embedded one of its own.
 *
 * @param name of the database, up to the number of this process, such as `baton_test`
 * @param folder the beginning of the name of the temporary folder of an embedded server
 */
export async function openTemplateDatabase(name: string, folder: string): Promise<TemplateDatabase> {
  return process.env.TEST_DATABASE_URL
    ? onServer(process.env.TEST_DATABASE_URL, name)
    : onEmbedded(name, folder);
}

async function onEmbedded(name: string, prefix: string): Promise<TemplateDatabase> {
  const folder = await temporaryFolder(prefix);
  const server = await openEmbeddedPostgres({ folder, settings: FAST, log: console.warn });
  const inner = await onServer(server.url, name);
  return {
    templateUrl: inner.templateUrl,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(serverUrl: string, name: string): Promise<TemplateDatabase> {
  const prefix = `${name}_${process.pid}`;
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
