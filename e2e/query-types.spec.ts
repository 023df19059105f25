import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { formatCount } from "@/lib/metrics/format";
import { demoApiKey, signIn } from "./demo-access";
import { expectEveryLook } from "./looks";

/*
 * The designers' workspace: from the quadrant over a query type to the conversations that say so.
 */

/** The row of a query type in the table. */
function row(page: Page, name: string) {
  return page.locator("table.types tbody tr").filter({ has: page.getByRole("rowheader", { name }) });
}

test("from the quadrant to a conversation in three clicks", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Query types" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Query types");

  await expect(row(page, "Order status")).toContainText("Broken integration");
  await expect(row(page, "Order status")).toContainText("Fix the field");
  await page
    .getByRole("region", { name: "Broken integration" })
    .getByRole("link", { name: "Order status" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Order status");

  const parts = page.locator("#verdict").getByRole("link", { name: /^Order reference asked again: / });
  const [asked] = ((await parts.textContent()) ?? "").split("/");
  await parts.click();
  await expect(page).toHaveURL(/metric=field_reask_rate.*field=order_reference/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    `${asked} captured details asked again`,
  );

  await page.locator("table.conversations tbody th a").first().click();
  await expect(page).toHaveURL(/\/conversations\/wren\//);
});

test("the chart draws every query type that can be read, and leads to its page", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types");
  const chart = page.getByRole("img", { name: /query types by hand-off rate and repeat information/ });
  await expect(chart).toBeVisible();
  await expect(chart.getByText("Broken integration")).toBeVisible();
  await expect(chart.getByText("Order status")).toBeVisible();
  // Where the two lines stand: the overall hand-off rate, and the target of repeat information that the demo has.
  await expect(chart.getByText(/^all: \d/)).toBeVisible();
  await expect(chart.getByText(/^target: \d/)).toBeVisible();

  const circles = chart.locator(".quadrant-marks circle[style]");
  const count = await circles.count();
  expect(count).toBeGreaterThan(10);
  await circles.first().hover();
  await expect(page.locator(".tip.at-point")).toContainText("conversations");
  await circles.first().click();
  await expect(page).toHaveURL(/\/query-types\/[a-z_]+$/);
});

test("labels in the chart do not cover each other", async ({ page }) => {
  await signIn(page, "designer");
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/query-types");
    await expect(page.locator(".quadrant-marks .lb").first()).toBeVisible();
    const boxes = await page.locator(".quadrant-marks .lb").evaluateAll((labels) =>
      labels.map((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        return { text: label.textContent, left, right, top, bottom };
      }),
    );
    expect(boxes.length).toBeGreaterThan(3);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart =
          a.right <= b.left || b.right <= a.left || a.bottom - 3 <= b.top || b.bottom - 3 <= a.top;
        expect(apart, `${a.text} and ${b.text} at ${width}`).toBe(true);
      }
    }
  }
});

test("days and filters are in the address, and the table keeps them while it is sorted", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types");
  await page.getByRole("button", { name: /^Last 4 weeks/ }).click();
  await page
    .getByRole("navigation", { name: "Weeks" })
    .getByRole("link", { name: /^Week 46/ })
    .click();
  await expect(page).toHaveURL("/query-types?week=2026-W46");

  await page.getByRole("button", { name: /^Channel/ }).click();
  await page.getByLabel("Web chat").check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL("/query-types?week=2026-W46&channel=web_chat");

  await page.getByRole("columnheader", { name: "Hand-off rate" }).getByRole("link").click();
  await expect(page).toHaveURL(/week=2026-W46&channel=web_chat&sort=hand_off_rate#types$/);
  await expect(page.getByRole("columnheader", { name: "Hand-off rate" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const rates = await page
    .locator("table.types tbody tr:not(.all):not(.off) td:nth-child(3) .v")
    .allInnerTexts();
  const values = rates.map((text) => Number.parseFloat(text)).filter((value) => !Number.isNaN(value));
  expect(values).toEqual([...values].sort((a, b) => b - a));

  await page.goto("/query-types?from=2026-10-01&to=2026-10-31");
  await expect(page.getByRole("button", { name: /^Days/ })).toContainText("1–31 Oct 2026");
  await page.goto("/query-types?week=2026-W99");
  await expect(page.getByRole("status")).toContainText("2026-W99");
});

test("a quadrant's name shows its query types alone, and the way back", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types");
  const broken = page.getByRole("region", { name: "Broken integration" });
  await broken.getByRole("heading").getByRole("link").click();
  await expect(page).toHaveURL(/quadrant=broken_integration/);
  const readings = await page.locator("table.types tbody tr:not(.all) .name .sub").allInnerTexts();
  expect(readings.length).toBeGreaterThan(0);
  for (const reading of readings) expect(reading).toContain("Broken integration");
  await page.getByRole("link", { name: "Show all query types" }).click();
  await expect(page).not.toHaveURL(/quadrant/);
});

test("the table, its CSV and the lists behind it say the same", async ({ page, request }) => {
  await signIn(page, "designer");
  await page.goto("/query-types");
  const csv = await page.locator("#types").getByRole("link", { name: "CSV" }).getAttribute("href");
  const answer = await request.get(csv ?? "", { headers: { Authorization: `Bearer ${await demoApiKey()}` } });
  const lines: { [column: string]: string }[] = parse(await answer.text(), { columns: true });
  const line = lines.find((one) => one.query_type === "order_status");
  const { hand_off_rate_numerator: numerator, hand_off_rate_denominator: denominator } = line ?? {};
  const parts = row(page, "Order status").getByRole("link", { name: /^Hand-off rate: / });
  const [counted = "", of = ""] = [numerator, denominator].map((text) => formatCount(Number(text)));
  await expect(parts).toHaveText(`${counted}/${of}`);
  await parts.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${counted} conversations handed off`);
});

test("one query type, down to the words of its customers", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types/billing_question?from=2026-08-24&to=2026-11-15");
  await expect(page.locator(".type-head")).toContainText("Honour the request");
  await expect(page.locator("#verdict").getByRole("row", { name: /^Honour the request/ })).toContainText(
    "holds",
  );
  await expect(page.locator("#trend .chart-surface").first()).toBeVisible();
  await expect(page.locator("#reasons")).toContainText("Asked at start");
  await expect(page.locator("#fields")).toContainText("In a field");
  await expect(page.locator("#csat")).toContainText("Contained");
  await expect(page.locator("#words li").first()).toBeVisible();

  const four = page.locator("#attempts").getByRole("link", { name: /hand-offs after 4, list$/ });
  const count = await four.textContent();
  await four.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} hand-offs`);
  await expect(page.getByText("Failed attempts: 4")).toBeVisible();
});

test("versions are chosen in a form that keeps the days", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types/order_status?week=2026-W46");
  const versions = page.locator("#versions");
  await expect(versions.getByRole("columnheader", { name: /^Version 47/ })).toBeVisible();
  const options = await versions
    .getByLabel("From")
    .locator("option")
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  await versions.getByLabel("From").selectOption(options.find((value) => value.endsWith("@45")) ?? "");
  await versions.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/week=2026-W46.*before=Wren%4045/);
  await expect(versions.getByRole("columnheader", { name: /^Version 45/ })).toBeVisible();
  await expect(versions.getByRole("row", { name: /^Repeat information/ })).toContainText(/signal|noise/);
});

test("a query type without conversations says so, and what makes no sense is left out", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/query-types/never_asked");
  await expect(
    page.getByRole("heading", { name: "No conversations of this query type in these days" }),
  ).toBeVisible();
  await page.goto("/query-types/__null__");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No query type");
});

test("an agent may open neither page", async ({ page }) => {
  await signIn(page, "agent");
  for (const path of ["/query-types", "/query-types/order_status"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(403);
  }
});

for (const path of [
  "/query-types",
  "/query-types?week=2026-W46&channel=voice&sort=verdict",
  "/query-types/order_status",
  "/query-types/stock_check?week=2026-W46&trend_as=table",
  "/query-types/never_asked",
]) {
  test(`nothing that WCAG 2.2 AA forbids on ${path}`, async ({ page }) => {
    await signIn(page, "designer");
    await expectEveryLook(page, "", async () => {
      await page.goto(path);
      await expect(page.locator(".chart-skeleton")).toHaveCount(0);
    });
  });
}

test("works without a script: periods, filters, sorting, lists, table", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, "designer");
  await page.goto("/query-types");
  await expect(row(page, "Order status")).toContainText("Fix the field");
  await page.getByRole("columnheader", { name: "Verdict" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=verdict/);
  await context.close();
});
