import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "./database";

let databases = 0;

/**
 * A migrated, empty database for one test file on the run's PostgreSQL; `close` drops it. Close it in
 * `afterAll`; what a broken test leaves behind goes with the server, or at the end of the run where
 * `TEST_DATABASE_URL` is used.
 */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const template = await templateUrl();
  databases += 1;
  const url = new URL(template);
  const templateName = url.pathname.slice(1);
  const name = `${templateName}_${process.pid}_${databases}`;
  url.pathname = "/postgres";
  const server = url.href;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, options);
  return {
    ...database,
    url: url.href,
    async close() {
      await database.close();
      await execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** A database of its own, and where it is: for tests that connect more than once. */
export interface TestDatabase extends Database {
  readonly url: string;
}

async function templateUrl(): Promise<string> {
  const answer = await fetch(inject("testPostgres"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No PostgreSQL for the tests: ${text}`);
  return text;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
