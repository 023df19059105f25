import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeAbandonedServers } from "./abandoned-servers";
import { type EmbeddedPostgres, isEmbeddedPostgresRunning, openEmbeddedPostgres } from "./embedded-postgres";
import { temporaryFolder } from "./temporary-folder";

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder("baton-embedded-");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = () => openEmbeddedPostgres({ folder });
const pidFile = () => path.join(folder, "postgres/cluster/postmaster.pid");
const serverPid = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

/** The first value of the first row; the connection is closed again. */
async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

async function isRunning(server: EmbeddedPostgres): Promise<boolean> {
  return ask(server, "SELECT 1").then(
    () => true,
    () => false,
  );
}

describe("embedded PostgreSQL", () => {
  test("is created once, keeps what was written, and is stopped by whoever leaves last", async () => {
    const [first, second] = await Promise.all([open(), open()]);
    expect(second.url).toBe(first.url);
    expect(statSync(path.join(folder, "postgres/password")).mode & 0o777).toBe(0o600);
    await ask(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.close();
    expect(await isRunning(second)).toBe(true);
    await second.close();
    expect(await isRunning(second)).toBe(false);

    const again = await open();
    expect(again.url).toBe(first.url);
    expect(await ask(again, "SELECT answer FROM kept")).toBe(42);
    await again.close();
  });

  test("writes to disk before it confirms", async () => {
    const server = await open();
    for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
      expect(await ask(server, `SHOW ${setting}`)).toBe("on");
    }
    await server.close();
  });

  test("is refused without the password", async () => {
    const server = await open();
    const url = new URL(server.url);
    url.password = "guess";
    await expect(ask({ ...server, url: url.href }, "SELECT 1")).rejects.toThrow(/password/);
    await server.close();
  });

  test("starts again after the server was killed", async () => {
    const server = await open();
    await ask(server, "CREATE TABLE committed AS SELECT 7 AS answer");
    process.kill(serverPid(), "SIGKILL");
    await expect.poll(() => isRunning(server), { timeout: 20_000 }).toBe(true);
    expect(await ask(server, "SELECT answer FROM committed")).toBe(7);
    await server.close();
    expect(await isRunning(server)).toBe(false);
  });

  test("takes away the note of a killed server whose number went to another process", async () => {
    const stale = [process.pid, path.join(folder, "postgres/cluster"), 1, 5432, "", "127.0.0.1", "", "ready"];
    writeFileSync(pidFile(), stale.join("\n"));
    const server = await open();
    expect(await isRunning(server)).toBe(true);
    await server.close();
  });

  test("joins the server of a process that was killed, and stops it in the end", async () => {
    await openInKilledProcess(folder);
    const pid = serverPid();
    const server = await open();
    expect(serverPid()).toBe(pid);
    await server.close();
    expect(await isRunning(server)).toBe(false);
  });

  test("what killed test runs leave is removed, what is in use is not", async () => {
    const prefix = `baton-abandoned-${process.pid}-`;
    const [left, used] = [await temporaryFolder(prefix), await temporaryFolder(prefix)];
    await openInKilledProcess(left);
    const server = await openEmbeddedPostgres({ folder: used });

    await removeAbandonedServers(prefix);
    expect(isEmbeddedPostgresRunning(left)).toBe(true);
    await removeAbandonedServers(prefix, Date.now() + 3_600_000);
    expect(existsSync(left)).toBe(false);
    expect(await isRunning(server)).toBe(true);

    await server.close();
    await removeAbandonedServers(prefix, Date.now() + 3_600_000);
    expect(existsSync(used)).toBe(false);
  });
});

/** A server whose only user is killed. */
async function openInKilledProcess(inFolder: string): Promise<void> {
  const program = `
    import { register } from "tsx/esm/api";
    register();
    const { openEmbeddedPostgres } = await import("./lib/start/embedded-postgres.ts");
    await openEmbeddedPostgres({ folder: ${JSON.stringify(inFolder)} });
    console.log("open");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
}
