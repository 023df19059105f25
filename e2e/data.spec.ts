import { expect, test } from "@playwright/test";
import { demoApiKey, signIn } from "./demo-access";

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

test.beforeAll(async ({ playwright, baseURL }) => {
  const api = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  const answer = await api.post("/api/v1/records", {
    headers: { Authorization: `Bearer ${await demoApiKey()}` },
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
