import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./demo-access";
import { numberIn } from "./numbers";

/*
 * The weekly review on the demo, as its manager sees it: with a script and without.
 */

const CARDS = ["Repeat information", "CSAT after hand-off", "Agent sentiment", "Hand-off rate", "Reason mix"];

function rowOf(page: Page, queryType: string) {
  return page.locator("table.qt tbody tr", { has: page.locator(`th[title="${queryType}"]`) });
}

test.beforeEach(({ page }) => signIn(page, "manager"));

test("opens on the demo's last complete week, with the five numbers in their order", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Weekly review");
  await expect(page.getByRole("button", { name: /^Week 46/ })).toBeVisible();
  await expect(page.getByText("Generated demo data").first()).toBeVisible();
  await expect(page.locator(".cards").getByRole("article")).toHaveCount(CARDS.length);
  for (const [i, name] of CARDS.entries()) {
    await expect(page.locator(".cards").getByRole("article").nth(i)).toHaveAccessibleName(name);
  }
  const repeat = page.getByRole("article", { name: "Repeat information" });
  await expect(repeat.locator(".chg")).toHaveText(/(signal|noise)$/);
  await expect(repeat.getByRole("img")).toHaveAccessibleName(
    /12 weeks between .* the control limits, average/,
  );
  // Release 47 takes the order reference out of its field: order status stands out.
  const percent = async (queryType: string) =>
    Number.parseFloat(
      (await rowOf(page, queryType).locator('[data-label="Repeat information"] .v').textContent()) ?? "",
    );
  expect(await percent("order_status")).toBeGreaterThan(50);
});

test("every number leads to exactly its conversations", async ({ page }) => {
  await page.goto("/");
  for (const name of ["Repeat information", "CSAT after hand-off", "Hand-off rate"]) {
    await page.goto("/");
    const parts = page.getByRole("article", { name }).getByRole("link", { name: /list$/ }).first();
    const [numerator] = ((await parts.textContent()) ?? "").split("/");
    await parts.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${numerator} `));
  }
});

test("a query type's number leads to its rows, and they add up to it", async ({ page }) => {
  await page.goto("/?types=all");
  const cell = rowOf(page, "order_status").locator('td[data-label="Repeat information"]');
  const [numerator = "0"] = ((await cell.locator(".nn").textContent()) ?? "")
    .replace(/^low · /, "")
    .split("/");
  await cell.getByRole("link").click();
  await expect(page.getByText("Query type: Order status")).toBeVisible();
  let rows = 0;
  for (;;) {
    rows += await page.locator("table.conversations tbody tr").count();
    await expect(page.locator("table.conversations tbody td:nth-child(4)").first()).toHaveText("Asked again");
    const older = page.getByRole("link", { name: "Older" });
    if (!(await older.isVisible())) break;
    const before = page.url();
    await older.click();
    await page.waitForURL((url) => url.href !== before);
  }
  expect(rows).toBe(numberIn(numerator));
});

test("steps to the week before and back, and lists all weeks", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Previous week" }).click();
  await expect(page).toHaveURL(/week=2026-W45/);
  await expect(page.getByText(/^final since 16 Nov|^provisional/)).toBeVisible();
  await page.getByRole("link", { name: "Next week" }).click();
  await expect(page).toHaveURL(/week=2026-W46/);
  await expect(page.getByRole("link", { name: "Next week" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Week 46/ }).click();
  const weeks = page.getByRole("navigation", { name: "Weeks" });
  await expect(weeks.getByRole("link")).toHaveCount(12);
  await weeks.getByRole("link", { name: /Week 40/ }).click();
  await expect(page).toHaveURL(/week=2026-W40/);
  await expect(page.getByText("95% interval of a week; limits from 12 weeks on")).toBeVisible();
});

test("filters by several values, keeps them in the address, and clears them", async ({ page }) => {
  await page.goto("/");
  const all = numberIn(await page.locator(".filters .meta").textContent());
  await page.getByRole("button", { name: /^Channel/ }).click();
  await page.getByRole("checkbox", { name: /Web chat/ }).check();
  await page.getByRole("checkbox", { name: /Messaging/ }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/channel=web_chat&channel=messaging/);
  await expect(page.getByRole("button", { name: /^Channel 2 of/ })).toBeVisible();
  const some = numberIn(await page.locator(".filters .meta").textContent());
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  // A filtered number leads to filtered rows.
  await page
    .getByRole("article", { name: "Hand-off rate" })
    .getByRole("link", { name: /list$/ })
    .first()
    .click();
  // The chips are on the weekly page, too.
  await expect(page).toHaveURL(/\/conversations\?/);
  await expect(page.getByText("Channel: Web chat", { exact: true })).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.locator(".filters .meta")).toContainText(new RegExp(`^${all.toLocaleString("en-GB")} `));
});

test("sorts the query types by any column, and shows all of them", async ({ page }) => {
  await page.goto("/");
  const rows = page.locator("table.qt tbody tr");
  await expect(rows).toHaveCount(13);
  await expect(rows.first()).toContainText("All query types");
  const all = page.getByRole("link", { name: /^Show all \d+ query types/ });
  const types = numberIn(await all.textContent());
  await all.click();
  // The total first, those without a query type last.
  await expect(rows).toHaveCount(types + 2);
  await expect(rows.last()).toContainText("No query type");
  await page.getByRole("link", { name: "Conversations", exact: true }).last().click();
  await expect(page.locator('table.qt th[aria-sort="descending"]')).toContainText("Conversations");
  await expect(page).toHaveURL(/sort=conversations/);
  const counts = async () =>
    (
      await page.locator("table.qt tr:not(.all):not(.off) td[data-label=Conversations]").allTextContents()
    ).map(numberIn);
  const down = await counts();
  expect(down).toEqual([...down].sort((a, b) => b - a));
  await page.locator("table.qt th[aria-sort] a").click();
  await expect(page.locator('table.qt th[aria-sort="ascending"]')).toContainText("Conversations");
  expect(await counts()).toEqual([...down].reverse());
});

test("draws the charts after the numbers, and has tables and CSV behind them", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("img", { name: /^Reason mix by week, 12 weeks/ })).toBeVisible();
  await expect(page.locator(".trend-plot .chart-surface")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Trend of" })
    .getByRole("link", { name: "Hand-off rate" })
    .click();
  await expect(page.locator('.trend-plot [role="img"]')).toHaveAccessibleName(/^Hand-off rate, 12 weeks/);
  await page.locator("#reasons").getByRole("link", { name: "Table" }).click();
  const table = page.locator("#reasons table");
  await expect(table.locator("tbody tr")).toHaveCount(12);
  await expect(table.locator("tbody tr").last()).toContainText("Week 46");
  const csv = await page.request.get(
    (await page.locator("#reasons").getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "",
  );
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect((await csv.text()).split("\n")[0]).toMatch(/^\uFEFF?"?week"?,from,to,hand_offs,bot_failure_share,/);
});

test("says what in an address makes no sense, and opens without it", async ({ page }) => {
  await page.goto("/?week=2026-W60");
  await expect(page.getByRole("status")).toContainText("There is no week 2026-W60");
  await expect(page.getByRole("button", { name: /^Week 46/ })).toBeVisible();
});

test("a week without data says so and leads to one that has some", async ({ page }) => {
  await page.goto("/?week=2026-W20");
  await expect(page.getByRole("heading", { name: "No conversations in week 20" })).toBeVisible();
  await page.getByRole("link", { name: /Go to week 46/ }).click();
  await expect(page.locator(".cards")).toBeVisible();
});

test("is whole without a script", async ({ page, browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto("/");
  await expect(plain.getByRole("article", { name: "Hand-off rate" }).locator(".value")).toHaveText(
    /^\d+\.\d%$/,
  );
  await expect(plain.locator("table.qt tbody tr")).toHaveCount(13);
  await plain.getByRole("button", { name: /^Bot/ }).click();
  await plain.locator("#filter-bot").getByRole("checkbox").first().check();
  await plain.locator("#filter-bot").getByRole("button", { name: "Apply" }).click();
  await expect(plain).toHaveURL(/bot=/);
  await plain.locator("#reasons").getByRole("link", { name: "Table" }).click();
  await expect(plain.locator("#reasons table tbody tr")).toHaveCount(12);
  await context.close();
});

test("prefetches nothing from rows that nobody asked for", async ({ page }) => {
  const lists: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/conversations" && request.url().includes("metric=")) {
      lists.push(request.url());
    }
  });
  await page.goto("/?types=all");
  await expect(page.locator(".trend-plot .chart-surface")).toBeVisible();
  expect(lists).toEqual([]);
});
