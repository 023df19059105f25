import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Where the server for the tests leaves the address of the database that all others are copied from (e2e/server.ts). */
const TEMPLATE_FILE = path.resolve("test-results/e2e-template");

let borrowed = 0;

/** Tells all files where the migrated, empty database is. */
export async function leaveTemplate(templateUrl: string): Promise<void> {
  await writeFile(TEMPLATE_FILE, templateUrl);
}

/** A migrated, empty database on the server of these tests, until it is given back. */
export async function borrowDatabase() {
  const template = new URL((await readFile(TEMPLATE_FILE, "utf8")).trim());
  const templateName = template.pathname.slice(1);
  borrowed += 1;
  const name = `${templateName}_${process.pid}_${borrowed}`;
  const on = (database: string) => Object.assign(new URL(template), { pathname: `/${database}` }).href;
  const execute = async (sql: string) => {
    const client = new pg.Client({ connectionString: on("postgres") });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await execute(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  return { url: on(name), giveBack: () => execute(`DROP DATABASE ${name} WITH (FORCE)`) };
}
