import { readFile } from "node:fs/promises";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { type OwnDemo, startOwnDemo } from "./own-demo";

/*
 * The analysis of the weekly review on the whole demo: with fewer conversations its stories would be lost in chance.
 */

let demo: OwnDemo;
let context: BrowserContext;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  demo = await startOwnDemo();
  context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/London",
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  await signIn(page, "manager");
});
test.afterAll(async () => {
  await context?.close();
  await demo?.close();
});

const open = (path: string) => page.goto(`${demo.url}${path}`);
const findings = () => page.locator(".findings > li");

/** A number as the page shows it, in hundredths: `+0.19`, `−0.20`, `29.99%`. */
function hundredths(text: string | null): number {
  return Math.round(Number((text ?? "").replace("−", "-").replace("%", "")) * 100);
}

test("finds the jump of repeat information, the query type, the field and the release behind it", async () => {
  await open("/");
  await expect(page.getByRole("heading", { name: "What stands out" })).toBeVisible();
  await expect(findings().nth(0)).toContainText(/Repeat information rose to 2\d\.\d%\./);
  await expect(findings().nth(0)).toContainText("One customer in four had to give an agent a detail");
  await expect(findings().nth(0).locator(".chg")).toHaveText(/pts worse\s*signal$/);
  await expect(findings().nth(0).locator(".ev")).toContainText(
    /\+\d.* to \+\d.*above the upper limit of 1\d\.\d/,
  );
  await expect(findings().nth(1)).toContainText("Order status explains it.");
  await expect(findings().nth(1)).toContainText(
    /Since release 47 the order reference no longer arrives in a field: \d of \d{3}, before \d{3} of \d{3}\./,
  );
  await expect(findings().nth(1)).toContainText(
    /Without order status the rate is 1\d\.\d%, inside its limits/,
  );
});

test("ends with what stands every week, and keeps noise apart", async () => {
  await open("/");
  await expect(findings()).toHaveCount(4);
  await expect(findings().nth(2)).toContainText("Smart meter fault hands off late.");
  await expect(findings().nth(2)).toContainText(/In \d+ of \d+ bot failures .* 3\.\d times on average\./);
  await expect(findings().nth(2)).toContainText("no change in 12 weeks");
  await expect(findings().nth(3)).toContainText("Billing question makes customers wait for a person.");
  const quiet = page.getByRole("region", { name: "No real change" }).getByRole("listitem");
  await expect(quiet.first()).toContainText("CSAT after hand-off");
  for (const text of await quiet.allTextContents()) expect(text).toMatch(/noise$/);
});

test("every finding leads to its rows", async () => {
  await open("/");
  await expect(findings()).toHaveCount(4);
  const links = await findings()
    .locator(".ev a")
    .evaluateAll((found) => found.map((link) => [link.textContent ?? "", link.getAttribute("href") ?? ""]));
  expect(links).toHaveLength(4);
  for (const [text = "", href = ""] of links) {
    const { searchParams } = new URL(href, demo.url);
    const answer = await page.request.get(`${demo.url}/api/v1/conversations?${searchParams}&limit=500`, {
      headers: { Authorization: `Bearer ${demo.apiKey}` },
    });
    const { rows }: { rows: { count: number }[] } = await answer.json();
    expect(
      rows.reduce((sum, row) => sum + row.count, 0),
      href,
    ).toBe(Number(/\d+/.exec(text)?.[0]));
    await open(href);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("table tbody tr").first()).toBeVisible();
  }
});

test("says where nothing stands out, and where nothing can be compared", async () => {
  await open("/?week=2026-W45");
  await expect(page.locator(".nothing")).toHaveText(/^No change stands out\. What differs from week 44 /);
  await open("/?week=2026-W35");
  await expect(page.locator(".nothing")).toHaveText(/^Nothing can be compared with week 34/);
  await open("/?week=2026-W20");
  await expect(page.getByRole("heading", { name: "What stands out" })).toHaveCount(0);
});

test("keeps the filters, and looks for causes within them", async () => {
  await open("/?query_type=order_status");
  await expect(findings().filter({ hasText: "The order reference is behind it." })).toContainText(
    "Since release 47 the order reference no longer arrives in a field",
  );
  await expect(page.locator("#why, .bridge")).toHaveCount(0);
  for (const link of await findings().locator(".ev a").all()) {
    expect(await link.getAttribute("href")).toMatch(/query_type=order_status|^#/);
  }
});

test("the trend shows limits and releases, the one that a finding names in bold", async () => {
  await open("/");
  const trend = page.getByRole("region", { name: "Trend" });
  const chart = trend.locator(".plot");
  await expect(chart.getByRole("img")).toHaveAccessibleName(
    /Outside the control limits.*Release 47 on 5 Nov\.$/,
  );
  for (const version of [44, 45, 46, 47]) await expect(chart.getByText(`Release ${version}`)).toBeVisible();
  await expect(chart.locator(".lbb", { hasText: "Release 47" })).toHaveCount(1);
  await expect(chart.locator(".lbb", { hasText: "Release 46" })).toHaveCount(0);
  await expect(chart.getByText("Storm, power cuts")).toBeVisible();
  await expect(trend.getByText(/^upper limit 1\d\.\d$/)).toBeVisible();
  await expect(trend).toContainText("Dashed: provisional, late surveys may change it.");
  await trend.getByRole("link", { name: "Table" }).click();
  await expect(trend.getByRole("row", { name: /^Week 46/ })).toContainText("above its limits");
  await expect(trend.getByRole("row", { name: /^Week 45/ })).toContainText("Release 47 on 5 Nov");
});

test("the trend's tabs show every number, satisfaction as a mean as well", async () => {
  await open("/");
  const trend = page.getByRole("region", { name: "Trend" });
  for (const name of ["Agent sentiment", "Hand-off rate", "CSAT"]) {
    await trend.getByRole("link", { name, exact: true }).click();
    await expect(trend.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "true");
    await expect(trend.locator(".plot").getByRole("img")).toHaveAccessibleName(/12 weeks/);
  }
  await trend.getByRole("link", { name: "Mean score, 1–5" }).click();
  await expect(trend.getByText(/^average 3\.\d\d$/)).toBeVisible();
  await expect(trend.getByText(/^contained 4\.\d\d$/)).toBeVisible();
});

test("why the rate changed adds up exactly, on the page and in the file", async () => {
  await open("/");
  const why = page.locator("#why");
  await expect(why.getByRole("heading", { name: "Why the hand-off rate changed" })).toBeVisible();
  await expect(why.locator("tbody tr")).toHaveCount(10);
  const rows = await why
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll("td.r")].map((cell) => cell.textContent)),
    );
  const numbers = rows.map((row) => row.map(hundredths));
  const total = numbers.at(-1) ?? [];
  for (const column of [0, 1, 2]) {
    expect(numbers.slice(0, -1).reduce((sum, row) => sum + (row[column] ?? 0), 0)).toBe(total[column]);
  }
  const steps = (await why.locator(".bridge .text").allTextContents()).map(hundredths);
  expect((steps[0] ?? 0) + (steps[1] ?? 0) + (steps[2] ?? 0)).toBe(steps[3]);
  expect(steps[3]).toBe((steps[0] ?? 0) + (total[2] ?? 0));
  await expect(why).toContainText("The whole change may be chance");

  const waiting = page.waitForEvent("download");
  await why.getByRole("link", { name: "CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("baton-mix-and-rate-2026-W46.csv");
  const lines: { [column: string]: string }[] = parse(await readFile(await download.path(), "utf8"), {
    columns: true,
  });
  expect(lines).toHaveLength(26);
  const effect = lines.reduce((sum, line) => sum + Number(line.effect), 0);
  expect(Math.round(effect * 10_000)).toBe(total[2]);
});

for (const path of ["/?trend=post_hand_off_csat_mean", "/?trend_as=table&query_type=order_status"]) {
  test(`nothing that WCAG 2.2 AA forbids on ${path}`, async () => {
    await expectEveryLook(page, "", async () => {
      await open(path);
      await expect(findings().first()).toBeVisible();
      if (!path.includes("table")) await expect(page.locator("#trend svg .limit").first()).toBeAttached();
    });
  });
}
