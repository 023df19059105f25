import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { temporaryFolder } from "@/lib/start/temporary-folder";
import { freePort } from "./own-server";

/** The commands of package.json, each as a process of its own on one data folder. */

test.describe.configure({ mode: "serial" });

let folder: string;
let variables: NodeJS.ProcessEnv;
let port: number;
let server: ChildProcess;
let said = "";

async function command(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["lib/start/entry.mjs", ...args], {
    env: variables,
  });
  return stdout.trim();
}

async function failure(env: NodeJS.ProcessEnv): Promise<{ code: number; stderr: string }> {
  return promisify(execFile)(process.execPath, ["lib/start/entry.mjs", "start.ts"], { env }).then(
    () => ({ code: 0, stderr: "" }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr.trim() }),
  );
}

const conversation = (id: string) =>
  `${JSON.stringify({ type: "conversation", source: "test", conversationId: id, startedAt: "2026-11-16T09:00:00Z" })}\n`;

test.beforeAll(async () => {
  folder = await temporaryFolder("baton-start-");
  port = await freePort();
  variables = { ...process.env, BATON_DATA_DIR: folder, PORT: String(port) };
  delete variables.DATABASE_URL;
  server = spawn(process.execPath, ["lib/start/entry.mjs", "start.ts"], {
    env: variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  }
  await expect.poll(() => said, { timeout: 30_000 }).toContain("set-up token");
});
test.afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true, force: true });
});

test("a start prints where Baton is and how to become its administrator", async () => {
  expect(said).toContain(`Baton is at http://localhost:${port}`);
  expect(said).toMatch(/set-up token:\n\n {2}[\w-]{20,}\n/);
  const health = await fetch(`http://127.0.0.1:${port}/api/v1/health`);
  expect(health.status).toBe(200);
  expect(health.headers.get("x-content-type-options")).toBe("nosniff");
  expect(health.headers.get("x-powered-by")).toBeNull();
});

test("a start that cannot succeed says what to do", async () => {
  expect(await failure(variables)).toEqual({
    code: 1,
    stderr: `Port ${port} is in use. Stop what listens there, or choose another: PORT=${port + 1}`,
  });
  const wrong = await failure({ ...variables, PORT: "many", OIDC_NAME: "Company" });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain("PORT has to be a number");
  expect(wrong.stderr).toContain("OIDC_ISSUER is missing");
});

test("files are taken in beside the running server, and the totals are exact", async () => {
  const file = path.join(folder, "records.ndjson");
  await writeFile(file, `${conversation("one")}${conversation("two")}not a record\n`);
  const first = await command("cli/import.ts", file);
  expect(first).toContain("records.ndjson: 3 records (2 created, 1 rejected)");
  expect(first).toContain("line 3: ");
  expect(await command("cli/import.ts", file)).toContain("(2 unchanged, 1 rejected)");
  expect(await command("cli/verify-totals.ts")).toContain("2 conversations recomputed");
});

test("a server that is asked to stop takes no new requests and finishes the running ones", async () => {
  const key = (await command("cli/key.ts", "create", "upload", "--scopes", "ingest")).split("\n").at(-1);
  const upload = request({
    host: "127.0.0.1",
    port,
    method: "POST",
    path: "/api/v1/records",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
  });
  const answer = once(upload, "response");
  upload.write(conversation("three"));
  // The server has the request when another one, sent later, is answered.
  await fetch(`http://127.0.0.1:${port}/api/v1/health`);
  server.kill("SIGTERM");
  const refused = () =>
    fetch(`http://127.0.0.1:${port}/api/v1/health`).then(
      () => false,
      () => true,
    );
  await expect.poll(refused, { timeout: 5_000 }).toBe(true);
  upload.end(conversation("four"));
  const [response] = await answer;
  expect(response.statusCode).toBe(200);
  let body = "";
  for await (const chunk of response) body += chunk;
  expect(JSON.parse(body)).toMatchObject({ received: 2, created: 2 });

  const [code] = await once(server, "exit");
  expect(code).toBe(0);
  expect(said).toContain("Stopping…");
  expect(existsSync(path.join(folder, "postgres/cluster/postmaster.pid"))).toBe(false);
});

test("commands work without the server too", async () => {
  expect(await command("cli/verify-totals.ts")).toContain("4 conversations recomputed");
});
