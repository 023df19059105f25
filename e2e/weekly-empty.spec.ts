import { expect, type Page, test } from "@playwright/test";
import { createApiKey } from "@/lib/access/api-keys";
import { expectEveryLook } from "./looks";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * The weekly review before there is anything to review, and with hardly anything.
 */

let server: OwnServer;
let ids: { readonly manager: string; readonly administrator: string };

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  server = await startOwnServer(await freePort());
  ids = {
    manager: await server.person("Mona", "manager"),
    administrator: await server.person("Ada", "administrator"),
  };
});
test.afterAll(() => server?.close());

async function open(page: Page, role: keyof typeof ids, path: string): Promise<void> {
  await server.signIn(page.context(), ids[role]);
  await page.goto(`${server.url}${path}`);
}

test("without data it says how to bring the first records in", async ({ page }) => {
  await open(page, "administrator", "/");
  await expect(page.getByRole("heading", { name: "No conversations yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Import files" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Connect a platform" })).toBeVisible();
  await page.getByText("Two commands to begin with").click();
  await expect(page.getByText("npm run import -- records.ndjson")).toBeVisible();
  await expect(page.getByText("Generated demo data")).toHaveCount(0);
  await expectEveryLook(page);
  await open(page, "administrator", "/data");
  await expect(page.getByRole("heading", { name: "Nothing has been brought in yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Import files" })).toBeVisible();
  await expectEveryLook(page);
  await open(page, "administrator", "/conversations");
  await expect(page.getByRole("heading", { name: "No conversations yet" })).toBeVisible();
});

test("a manager is told whom to ask", async ({ page }) => {
  await open(page, "manager", "/");
  await expect(page.getByText("Ask an administrator")).toBeVisible();
  await expect(page.getByText("npm run import")).toHaveCount(0);
});

test("with three conversations of one type it withholds shares, and never shows 0 for them", async ({
  page,
}) => {
  const { key } = await createApiKey(server.database, { name: "tiny", scopes: ["ingest"] });
  const conversation = (id: string) => ({
    type: "conversation",
    conversationId: id,
    startedAt: "2026-11-10T09:00:00Z",
    queryType: "refund",
    customerMessages: 2,
  });
  const handoff = {
    type: "handoff",
    conversationId: "a",
    requestedAt: "2026-11-10T09:02:00Z",
    reason: "tool_error",
  };
  const answer = await page.request.post(`${server.url}/api/v1/records`, {
    headers: { Authorization: `Bearer ${key}` },
    data: [conversation("a"), conversation("b"), conversation("c"), handoff],
  });
  expect(answer.status()).toBe(200);
  await expectEveryLook(page, "three conversations", async () => {
    await open(page, "manager", "/?week=2026-W46");
    const rate = page.getByRole("article", { name: "Hand-off rate" });
    await expect(rate.locator(".value")).toHaveText("< 5");
    await expect(rate.getByRole("link", { name: "Hand-off rate: 1/3, list" })).toBeVisible();
    await expect(page.getByRole("article", { name: "Repeat information" }).locator(".value")).toHaveText(
      "no data",
    );
    await expect(page.locator("table.qt tbody tr")).toHaveCount(2);
    await expect(page.locator(".cards")).not.toContainText("0.0%");
  });
});
