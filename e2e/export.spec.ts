import { readFile } from "node:fs/promises";
import { type Download, expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { signIn } from "./demo-access";
import { expectGoodLook } from "./looks";

/*
 * What leaves Baton: tables as CSV and XLSX, charts as pictures, the review on paper, how much script it takes, and ⌘K.
 * Every number in a file is the API's.
 */

interface Value {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly withheld: string | null;
}

interface ReportRow {
  readonly key: { readonly [dimension: string]: string | null };
  readonly values: { readonly [metric: string]: Value };
}

type Line = { readonly [column: string]: string };

/** Presses something and answers what was downloaded. */
async function downloadFrom(page: Page, press: () => Promise<void>): Promise<Download> {
  const waiting = page.waitForEvent("download");
  await press();
  return waiting;
}

async function csvOf(page: Page, section: string): Promise<Line[]> {
  const download = await downloadFrom(page, () =>
    page
      .locator(section)
      .getByRole("link", { name: /as CSV$/ })
      .first()
      .click(),
  );
  return parse(await readFile(await download.path(), "utf8"), { columns: true });
}

async function xlsxOf(page: Page, section: string) {
  const download = await downloadFrom(page, () =>
    page
      .locator(section)
      .getByRole("link", { name: /as XLSX$/ })
      .first()
      .click(),
  );
  expect(download.suggestedFilename()).toMatch(/^baton-[\w-]+\.xlsx$/);
  return readXlsx(await readFile(await download.path()), { readStyles: true });
}

/** The API's answer, as the person who is signed in gets it. */
async function report(page: Page, query: string): Promise<readonly ReportRow[]> {
  const answer = await page.request.get(`/api/v1/reports?${query}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()).rows;
}

/** A number of a file and the API's, both without rounding; nothing is an empty cell. */
function same(text: string | undefined, value: number | null | undefined): void {
  expect(text).toBe(value == null ? "" : String(value));
}

test("the query types of a week: CSV, XLSX and API say exactly the same", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/?week=2026-W46");
  const metrics = ["hand_off_rate", "repeat_information_rate", "post_hand_off_csat", "context_useful_rate"];
  const rows = await report(page, `week=2026-W46&by=query_type&metrics=conversations,${metrics.join(",")}`);

  const lines = await csvOf(page, "#query-types");
  expect(lines).toHaveLength(rows.length);
  for (const { key, values } of rows) {
    const line = lines.find((one) => one.query_type === (key.query_type ?? ""));
    same(line?.conversations, values.conversations?.value);
    for (const metric of metrics) {
      const value = values[metric];
      same(line?.[metric], value?.value);
      same(line?.[`${metric}_numerator`], value?.numerator);
      same(line?.[`${metric}_denominator`], value?.denominator);
      same(line?.[`${metric}_low`], value?.interval?.low);
      same(line?.[`${metric}_high`], value?.interval?.high);
      expect(line?.[`${metric}_withheld`]).toBe(value?.withheld ?? "");
    }
  }

  const { sheets } = await xlsxOf(page, "#query-types");
  const [table, about] = sheets;
  const head = table?.rows[0] ?? [];
  const rate = head.indexOf("Hand-off rate");
  const repeat = head.indexOf("Repeat information");
  let withheld = 0;
  for (const { key, values } of rows) {
    const at = table?.rows.findIndex((row) => row[0] === key.query_type) ?? -1;
    if (key.query_type === null) continue;
    expect(table?.rows[at]?.[rate] ?? null).toBe(values.hand_off_rate?.value);
    expect(table?.rows[at]?.[repeat] ?? null).toBe(values.repeat_information_rate?.value);
    if (values.hand_off_rate?.value != null) {
      expect(table?.cells?.get(`${at},${rate}`)?.style?.numFmt).toBe("0.0%");
    }
    if (values.repeat_information_rate?.withheld) {
      withheld += 1;
      expect(table?.cells?.get(`${at},${repeat}`)?.comment?.text).toMatch(
        /Fewer than five|nothing to divide/,
      );
    }
  }
  expect(withheld, "some number is withheld").toBeGreaterThan(0);
  const facts = new Map(about?.rows.map(([name, value]) => [name, value]));
  expect(facts.get("Period")).toContain("2026-11-09 to 2026-11-15");
  expect(facts.get("Filters")).toBe("All conversations");
  expect(facts.get("Data")).toBe("Generated demo data");
  expect(facts.get("As of")).toBeTruthy();
});

test("every table of the pages is a file that opens", async ({ page }) => {
  await signIn(page, "designer");
  const found = new Set<string>();
  for (const path of [
    "/?week=2026-W46&channel=web_chat",
    "/query-types",
    "/query-types/order_status",
    "/reasons",
    "/conversations?week=2026-W46",
    "/reviews/actions",
    "/settings/targets",
    "/definitions",
  ]) {
    await page.goto(path);
    const links = page.locator('main a[href^="/api/v1/tables/"]');
    await expect(links.first()).toBeAttached();
    for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))) {
      if (found.has(href)) continue;
      found.add(href);
      const answer = await page.request.get(href);
      expect(answer.status(), href).toBe(200);
      if (href.includes("format=csv")) {
        const [head, ...rows]: string[][] = parse(await answer.text());
        expect(head?.length, href).toBeGreaterThan(1);
        for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
      } else {
        const { sheets } = await readXlsx(await answer.body());
        expect(sheets[0]?.rows.length, href).toBeGreaterThan(0);
      }
    }
  }
  expect(found.size).toBeGreaterThan(30);
});

test("a long list is streamed whole, and agrees with its number", async ({ page }) => {
  await signIn(page, "manager");
  const [all] = await report(page, "metrics=conversations,hand_off_rate");
  const handedOff = all?.values.hand_off_rate?.numerator ?? 0;
  expect(handedOff).toBeGreaterThan(1000);
  await page.goto("/conversations?metric=hand_off_rate&part=numerator");
  const lines = await csvOf(page, "main");
  expect(lines).toHaveLength(handedOff);
  expect(new Set(lines.map((line) => line.conversation_id)).size).toBe(handedOff);
  expect(lines.reduce((sum, line) => sum + Number(line.count), 0)).toBe(handedOff);
  const { sheets } = await xlsxOf(page, "main");
  const head = sheets[0]?.rows.findIndex((row) => row[0] === "Source") ?? 0;
  expect((sheets[0]?.rows.length ?? 0) - head - 1).toBe(handedOff);
});

test("files take what their pages take", async ({ page, browser }) => {
  const agent = await (await browser.newContext()).newPage();
  await signIn(agent, "agent");
  for (const table of ["weekly-query-types", "reasons", "imports"]) {
    expect((await agent.request.get(`/api/v1/tables/${table}`)).status(), table).toBe(403);
  }
  expect((await agent.request.get("/api/v1/tables/conversations")).status()).toBe(200);
  await agent.context().close();

  await signIn(page, "manager");
  expect((await page.request.get("/api/v1/tables/imports")).status()).toBe(403);
  expect((await page.request.get("/api/v1/tables/nonsense")).status()).toBe(404);
  expect((await page.request.get("/api/v1/tables/weekly-why?week=2026-W99")).status()).toBe(400);
});

test("every chart is a picture, twice its size, in light colours", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, "manager");
  for (const [path, charts] of [
    ["/", ["Five numbers", "Repeat information", "Reasons over time", "Why the hand-off rate changed"]],
    ["/query-types", ["Hand-off rate against repeat information"]],
    ["/query-types/order_status", ["Hand-off rate", "Failed attempts before the hand-off"]],
    ["/reasons", ["Reasons over time"]],
  ] as const) {
    await page.goto(path);
    await expect(page.locator("[data-picture] .chart-skeleton")).toHaveCount(0);
    for (const chart of charts) {
      const button = page.getByRole("button", { name: `${chart} as PNG` });
      const download = await downloadFrom(page, () => button.click());
      expect(download.suggestedFilename()).toMatch(/^baton-[\w-]+\.png$/);
      const png = (await readFile(await download.path())).toString("base64");
      const seen = await page.evaluate(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext("2d");
        context?.drawImage(image, 0, 0);
        const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
        const colours = new Set<number>();
        for (let i = 0; i < pixels.length; i += 4) {
          colours.add(((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0));
        }
        return { width: image.width, corner: [...pixels.slice(0, 3)], colours: [...colours] };
      }, png);
      expect(seen.width, chart).toBeGreaterThan(700);
      expect(seen.corner, chart).toEqual([255, 255, 255]);
      // Ink of the light theme: its letters and lines are there.
      expect(seen.colours, chart).toContain(0x15181c);
    }
  }
});

test("the weekly review prints on two pages, without anything to press", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/?week=2026-W46");
  await expect(page.locator("#trend svg .data-line")).toBeVisible();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-head")).toContainText("Weekly review, week 46");
  await expect(page.locator(".print-head")).toContainText("Generated demo data");
  await expect(page.locator(".print-head")).toContainText("as of");
  for (const gone of ["nav", "button", "form", ".tools", ".filters"]) {
    for (const element of await page.locator(gone).all()) {
      await expect(element.and(page.locator(":not(nav.tabs)"))).not.toBeVisible();
    }
  }
});

/** The most script that the weekly review may take, compressed as it is sent. */
const SCRIPT_BUDGET = 250_000;

test("the weekly review takes little script, and none of it for what is not opened", async ({ page }) => {
  await signIn(page, "manager");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on(
    "Network.responseReceived",
    ({ requestId, type }) => type === "Script" && scripts.add(requestId),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto("/", { waitUntil: "networkidle" });
  await expect(page.locator("#trend svg .data-line")).toBeVisible();
  console.log(`Script of the weekly review: ${bytes} bytes in ${scripts.size} files`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET);
  const before = scripts.size;
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /^Find/ })).toBeFocused();
  expect(scripts.size, "⌘K is loaded when it is opened").toBeGreaterThan(before);
});

test("⌘K finds what the person may open, by keyboard alone", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/definitions", { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: /^Find/ });
  await expect(box).toBeFocused();
  await expect(page.getByRole("option", { name: "Weekly review" })).toBeVisible();
  await expect(page.getByRole("option", { name: "API keys" })).toHaveCount(0);
  await box.fill("order st");
  const option = page.getByRole("option", { name: "Order status order_status" });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await expectGoodLook(page, "⌘K");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/query-types\/order_status$/);

  await page.keyboard.press("Control+k");
  await box.fill("repeat_info");
  await page.getByRole("option", { name: /repeat_information_rate/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/definitions#repeat_information_rate$/);

  const listed = await page.request.get("/api/v1/conversations?limit=1");
  const id: string = (await listed.json()).rows[0].conversationId;
  await page.keyboard.press("Control+k");
  await box.fill(id.slice(0, -1));
  await expect(page.getByRole("option").first()).toContainText(id.slice(0, -1));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: "Find" }).click();
  await expect(box).toBeVisible();
});
