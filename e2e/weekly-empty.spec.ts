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

/** One, and a word in the plural: `1 conversations`, `1 query types`. */
const WRONG_PLURAL =
  /(?<![\d.,:–/−+%] ?)\b1 (?:[a-z-]+ )?(?!(?:is|was|has|does|as|pts|less|plus|its|this|us|s)\b)[a-z-]{3,}s\b/;

test("one of everything is said in the singular, on every page", async ({ page }) => {
  const { key } = await createApiKey(server.database, { name: "one", scopes: ["ingest"] });
  const one = { source: "one", conversationId: "a" };
  const records = [
    {
      ...one,
      type: "conversation",
      startedAt: "2026-11-03T09:00:00Z",
      endedAt: "2026-11-03T08:00:00Z",
      queryType: "parcel",
      failedAttempts: 1,
      customerMessages: 1,
      channel: "web_chat",
    },
    {
      ...one,
      type: "handoff",
      requestedAt: "2026-11-03T09:02:00Z",
      reasonRaw: "E 1",
      status: "connected",
      agentId: "x",
      failedAttempts: 1,
    },
    { ...one, type: "survey", score: 4, scaleMin: 1, scaleMax: 5, comment: "Fine" },
    { ...one, type: "message", sequence: 1, sender: "customer", text: "Hello" },
    { ...one, type: "message", conversationId: "never", sequence: 1, sender: "customer", text: "x" },
    { ...one, type: "survey", score: 9, scaleMin: 1, scaleMax: 5 },
  ];
  const answer = await page.request.post(`${server.url}/api/v1/records`, {
    headers: { Authorization: `Bearer ${key}` },
    data: records,
  });
  const { importId } = await answer.json();
  const span = "from=2026-11-02&to=2026-11-08";
  const found: string[] = [];
  const singular: string[] = [];
  for (const path of [
    "/?week=2026-W45",
    "/?week=2026-W45&trend_table=1",
    `/query-types?${span}`,
    `/query-types/parcel?${span}`,
    `/reasons?${span}`,
    `/context?${span}`,
    `/satisfaction?${span}`,
    `/journeys?${span}`,
    `/conversations?${span}`,
    "/conversations/one/a",
    "/data",
    "/data/quality?week=2026-W45",
    "/data/quality/waiting?source=one",
    `/data/imports/${importId}`,
    `/data/imports/${importId}/undo`,
    "/data/connections",
    "/data/keys",
    "/data/reported",
    "/data/retention",
    "/reviews",
    "/reviews/actions",
    "/saved-views",
    "/settings",
    "/settings/targets",
    "/settings/phrases",
    "/settings/notifications",
  ]) {
    await open(page, "administrator", path);
    await expect(page.locator("main h1").first()).toBeVisible();
    // biome-ignore lint/performance/useDomNodeTextContent: in lines, as it is read
    const said = (await page.locator("body").innerText()).split("\n");
    const named = await page
      .locator("[aria-label], [title]")
      .evaluateAll((all) =>
        all.flatMap((one) => [one.getAttribute("aria-label") ?? "", one.getAttribute("title") ?? ""]),
      );
    const texts = [...said, ...named];
    singular.push(...texts.filter((text) => /\b1 [a-z]{3}/.test(text)));
    found.push(...texts.filter((text) => WRONG_PLURAL.test(text)).map((text) => `${path}: ${text}`));
  }
  expect(found).toEqual([]);
  // There is plenty of which there is one.
  expect(new Set(singular).size).toBeGreaterThan(15);
});
