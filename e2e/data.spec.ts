import { expect } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { test } from "./own-demo";

/*
 * What administrators see of what came in.
 */

const RECORDS = [
  {
    type: "survey",
    conversationId: "e2e-data-1",
    score: 6,
    scaleMin: 1,
    scaleMax: 5,
    answeredAt: "2026-11-14T18:22:00Z",
  },
  { type: "survey", conversationId: "e2e-data-2", source: "surveyhub", score: 4, scaleMin: 1, scaleMax: 5 },
  { type: "survey", conversationId: "e2e-data-3", answeredAt: "2026-11-14 18:22", score: 4 },
];

test.beforeAll(async ({ playwright, ownDemo }) => {
  const api = await playwright.request.newContext({ baseURL: ownDemo.url });
  const answer = await api.post("/api/v1/records", {
    headers: { Authorization: `Bearer ${ownDemo.apiKey}` },
    data: RECORDS,
  });
  expect(await answer.json()).toMatchObject({ received: 3, created: 1, rejected: 2 });
  await api.dispose();
});

test.beforeEach(({ page }) => signIn(page, "administrator"));

test("lists imports, groups what was refused with what to do, and names what waits", async ({ page }) => {
  await page.goto("/data");
  const imports = page.getByRole("region", { name: "Imports, table" });
  await expect(imports.getByRole("row", { name: /Generated demo records/ })).toContainText("Done");
  const refused = page.getByRole("region", { name: "Refused records, table" });
  await expect(refused.getByRole("row").nth(1).getByRole("cell").last()).toContainText("Import");
  await expect(refused).toContainText("answeredAt");
  await expect(page.getByRole("region", { name: "Waiting records, table" })).toContainText("surveyhub");
  await expect(page.getByRole("link", { name: "API keys" })).toBeVisible();
});

test("shows what became of one import, and gives the refused records back", async ({ page }) => {
  await page.goto("/data");
  await page
    .getByRole("link", { name: /refused, list/ })
    .first()
    .click();
  await expect(page.getByRole("row", { name: /^Received/ })).toContainText("3");
  await expect(page.getByRole("row", { name: /^Refused/ })).toContainText("2");
  await expect(page.getByRole("region", { name: "Refused records, table" }).getByRole("row")).toHaveCount(3);
  const href = await page.getByRole("link", { name: "Download 2 as NDJSON" }).getAttribute("href");
  const file = await page.request.get(href ?? "");
  expect(file.status()).toBe(200);
  const lines = (await file.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.conversationId)).toEqual(["e2e-data-1", "e2e-data-3"]);
});

test("there is no page of an import that does not exist", async ({ page }) => {
  expect((await page.goto("/data/imports/00000000-0000-4000-8000-000000000000"))?.status()).toBe(404);
  expect((await page.goto("/data/imports/nonsense"))?.status()).toBe(404);
});

test("a survey that waits under another source is joined, counts, and waits again when the rule ends", async ({
  page,
  ownDemo,
}) => {
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const sent = await page.request.post("/api/v1/records", {
    headers: { Authorization: `Bearer ${ownDemo.apiKey}` },
    data: [
      {
        type: "conversation",
        source: "wren",
        conversationId: "e2e-join-1",
        startedAt,
        outcome: "handed_off",
      },
      {
        type: "survey",
        source: "e2e-tool",
        conversationId: "e2e-join-1",
        answeredAt: "2026-01-01T00:00:00Z",
      },
    ],
  });
  expect(await sent.json()).toMatchObject({ created: 2, rejected: 0 });
  await page.goto("/data");
  const sources = page.getByRole("region", { name: "Sources, table" });
  await expect(sources.getByRole("row", { name: /^e2e-tool/ })).toContainText("Current");
  await sources.getByRole("link", { name: "1 waiting under e2e-tool" }).click();
  await expect(page.getByRole("row", { name: /e2e-join-1/ })).toContainText("There under wren");
  await expectEveryLook(page);
  await page.goto("/data");
  await expectEveryLook(page);
  await page.getByText("Join e2e-tool to wren…").click();
  await page.getByRole("button", { name: "Join e2e-tool to wren", exact: true }).click();
  await expect(sources.getByRole("link", { name: "1 waiting under e2e-tool" })).toHaveCount(0);

  await page.goto("/data/quality");
  const wrong = page.getByRole("region", { name: "What cannot be right, table" });
  await wrong.getByRole("link", { name: /^Survey answered before the conversation, wren/ }).click();
  await expect(page.getByRole("link", { name: "e2e-join-1" })).toBeVisible();
  await page.goto("/data/quality");
  await expectEveryLook(page);
  const rule = page.getByRole("row", { name: /What comes under e2e-tool belongs to wren/ });
  await rule.getByText("End…").click();
  await rule.getByRole("button", { name: "End", exact: true }).click();
  await expect(rule).toContainText("Ended: ");
  await page.goto("/data/quality/waiting?source=e2e-tool");
  await expect(page.getByRole("row", { name: /e2e-join-1/ })).toBeVisible();
});

test("what the platform reported is led to what Baton counts, by rule", async ({ page }) => {
  await page.goto("/data/reported");
  await page.getByLabel("Source").fill("wren");
  await page.getByLabel("Week", { exact: true }).fill("2026-W45");
  await page.getByLabel("Counted by the rule of").selectOption("Chatwoot");
  await page.getByLabel("Conversations", { exact: true }).fill("900,000");
  await page.getByRole("button", { name: "Compare" }).click();
  const steps = page.getByRole("region", { name: "Conversations, table" });
  await expect(steps.getByRole("row", { name: /Reported by the platform/ })).toContainText("900,000");
  await expect(steps.getByRole("row", { name: /^Not here/ })).toContainText("did not arrive");
  await expect(page.getByText(/conversations are missing here: import/)).toBeVisible();
  await expectEveryLook(page);
  await page.getByText("Remove…").click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(steps).toHaveCount(0);
});

test("text from records is no formula in a file", async ({ page, ownDemo }) => {
  const id = `=HYPERLINK("http://example.org")-${Date.now()}`;
  const sent = await page.request.post("/api/v1/records", {
    headers: { Authorization: `Bearer ${ownDemo.apiKey}`, "Content-Type": "application/json" },
    data: {
      type: "conversation",
      source: "export-test",
      conversationId: id,
      startedAt: "2024-01-02T10:00:00Z",
      test: true,
    },
  });
  expect(sent.status()).toBe(200);
  const query = "source=export-test&from=2024-01-02&to=2024-01-02";
  const csv = await (await page.request.get(`/api/v1/tables/conversations?${query}&format=csv`)).text();
  const sentBack: { readonly [column: string]: string }[] = parse(csv, { columns: true });
  expect(sentBack.map((line) => line.conversation_id)).toContain(`'${id}`);
  const xlsx = await page.request.get(`/api/v1/tables/conversations?${query}&format=xlsx`);
  const { sheets } = await readXlsx(await xlsx.body());
  expect(sheets[0]?.rows.some((row) => row[1] === id)).toBe(true);
});
