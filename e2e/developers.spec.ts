import { execFile, spawnSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { createApiKey } from "@/lib/access/api-keys";
import { ROUTES } from "@/lib/http/routes";
import { commitRecords, conversation, handoff } from "@/lib/ingest/samples/sample-records";
import {
  EXAMPLE_LANGUAGES,
  type ExampleLanguage,
  REQUEST_EXAMPLES,
} from "@/lib/reports/programmers/request-examples";
import { Baton, BatonProblem } from "./baton-client";
import { demoApiKey, signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * What programmers see and copy: the page made from openapi.json, the examples as they stand there, the typed client,
 * and keys that are rotated without a gap.
 */

const run = promisify(execFile);

/** What runs an example of a language, and the file it is in. */
const RUNNERS: {
  readonly [L in ExampleLanguage]: readonly [program: string, file: string, ...before: string[]];
} = {
  curl: ["bash", "example.sh"],
  typescript: [process.execPath, "example.ts", "--import", path.resolve("node_modules/tsx/dist/loader.mjs")],
  python: ["python3", "example.py"],
};
const NEEDED: { readonly [L in ExampleLanguage]: string } = {
  curl: "curl",
  typescript: process.execPath,
  python: "python3",
};

/** The examples send records, which the demo of all tests must not get. */
async function ownServerWithRefunds(): Promise<OwnServer> {
  const server = await startOwnServer(await freePort());
  const startedAt = Date.parse("2026-11-11T09:00:00Z") * 1000;
  await commitRecords(
    server.database,
    Array.from({ length: 40 }, (_, i) => [
      conversation(`r-${i}`, { startedAt, queryType: "refund", outcome: "handed_off" }),
      handoff(`r-${i}`, {
        status: "connected",
        context: { fields: [{ name: "order_reference", passed: "none", reasked: true }] },
      }),
    ]).flat(),
  );
  return server;
}

let own: OwnServer;
test.beforeAll(async () => {
  own = await ownServerWithRefunds();
});
test.afterAll(() => own?.close());

for (const language of EXAMPLE_LANGUAGES) {
  test(`the examples in ${language} run as they are shown`, async () => {
    // Counted as skipped in the last line of npm test, with this sentence.
    const isThere = spawnSync(NEEDED[language], ["--version"]).status === 0;
    test.skip(!isThere, `${NEEDED[language]} is not on this machine: install it to run these examples.`);
    const folder = await mkdtemp(path.join(tmpdir(), "baton-examples-"));
    await copyFile("e2e/baton-client.ts", path.join(folder, "baton-client.ts"));
    await writeFile(path.join(folder, "package.json"), '{ "type": "module" }');
    const { key } = await createApiKey(own.database, { name: language, scopes: ["ingest", "read"] });
    const env = { ...process.env, FORCE_COLOR: "0", BATON_URL: own.url, BATON_KEY: key };
    const outputs: string[] = [];
    for (const example of REQUEST_EXAMPLES) {
      const [program, file, ...before] = RUNNERS[language];
      await writeFile(path.join(folder, file), example[language]);
      const { stdout } = await run(program, [...before, file], { cwd: folder, env });
      outputs.push(stdout);
    }
    await rm(folder, { recursive: true, force: true });
    const [sent = "", report = "", pages = ""] = outputs;
    expect(sent).toMatch(language === "curl" ? /"received":2.*"rejected":0/ : /2 received, 0 refused/);
    expect(report).toContain("refund");
    expect(pages.trim().length).toBeGreaterThan(100);
  });
}

test("the typed client reads, pages and is refused", async ({ baseURL }) => {
  const baton = new Baton({ url: baseURL ?? "", key: await demoApiKey() });
  const { metrics } = await baton.getMetrics();
  expect(metrics.map(({ id }) => id)).toContain("repeat_information_rate");
  const first = await baton.getConversations({ query: { limit: 3, week: "2026-W46" } });
  const second = await baton.getConversations({
    query: { limit: 3, week: "2026-W46", cursor: first.next ?? undefined },
  });
  const ids = [...first.rows, ...second.rows].map((row) => `${row.source} ${row.conversationId}`);
  expect(new Set(ids).size).toBe(6);
  const refused = await baton.getReports({ query: { metrics: "no_such" } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(BatonProblem);
  expect(refused).toMatchObject({ status: 400, code: "unknown_metric" });
});

test("limits are told, and a wrong key is refused", async ({ request }) => {
  const Authorization = `Bearer ${await demoApiKey()}`;
  const answer = await request.get("/api/v1/metrics", { headers: { Authorization } });
  expect(answer.headers()["ratelimit-policy"]).toBe('"requests";q=120000;w=60');
  expect(answer.headers().ratelimit).toMatch(/^"requests";r=\d+;t=\d+$/);
  const wrong = await request.get("/api/v1/metrics", { headers: { Authorization: `${Authorization}x` } });
  expect([wrong.status(), (await wrong.json()).code]).toEqual([401, "invalid_key"]);
});

test("the page has every call, works without JavaScript, and is accessible", async ({ page, browser }) => {
  await signIn(page, "designer");
  await page.goto("/developers");
  for (const { method, path: route } of ROUTES) {
    const call = page.locator("summary", { hasText: route }).filter({ hasText: method });
    await expect(call.first()).toBeAttached();
  }
  for (const anchor of ["post-records", "handoffrecord"]) {
    await page.locator(`#${anchor} > summary`).click();
  }
  await expect(page.locator("#post-records")).toContainText("unsupported_encoding");
  await expect(page.locator("#handoffrecord")).toContainText("order_reference");
  await expectEveryLook(page);

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await signIn(plain, "designer");
  await plain.goto("/developers");
  await plain.locator("#get-reports > summary").click();
  await expect(plain.locator("#get-reports")).toContainText("compare_from");
  await context.close();
});

test("a key is given a new secret while the old one goes on, and loses it", async ({ browser, request }) => {
  const page = await own.as(browser, await own.person("Ada", "administrator"));
  await page.goto("/data/keys");
  await page.getByLabel("Name").fill("e2e rotated");
  await page.getByLabel("Expires").selectOption("After 90 days");
  await page.getByLabel(/^read/).check();
  await page.getByRole("button", { name: "Make key" }).click();
  const old = (await page.locator(".secret").textContent()) ?? "";
  const row = page.getByRole("row", { name: /^e2e rotated/ });
  await row.getByText("New secret…").click();
  await row.getByRole("button", { name: "Make a new secret" }).click();
  const fresh = (await row.locator(".secret").textContent()) ?? "";
  expect(fresh).not.toBe(old);
  const status = async (key: string) =>
    (
      await request.get(`${own.url}/api/v1/metrics`, { headers: { Authorization: `Bearer ${key}` } })
    ).status();
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
  const previous = page.getByRole("row", { name: /^Old secret of e2e rotated/ });
  await previous.getByText("End it now…").click();
  await previous.getByRole("button", { name: "End it now" }).click();
  await expect(previous).toHaveCount(0);
  await expect.poll(() => status(old)).toBe(401);
  expect(await status(fresh)).toBe(200);
});
