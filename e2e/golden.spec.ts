import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { createApiKey } from "@/lib/access/api-keys";
import { formatCount, formatParts } from "@/lib/metrics/format";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * The golden example on the weekly page: every number of every week, over all query types and for each of them, is
 * the expected one. (lib/http/golden.test.ts proves the API and the CSV.)
 */

type Cell = readonly [number, number] | { readonly numerator: number; readonly denominator: number | null };
interface Row {
  readonly key: { readonly week: string; readonly query_type?: string | null };
  readonly values: { readonly [metric: string]: Cell };
}

const GOLDEN = new URL("./golden/", import.meta.url);

/** Metrics of the page that nothing keeps from a manager. Ratings are private where few agents gave them. */
const OPEN = {
  repeat_information_rate: "Repeat information",
  post_hand_off_csat: "CSAT after hand-off",
  hand_off_rate: "Hand-off rate",
} as const;

let server: OwnServer;
let golda: string;
let weekly: readonly Row[];
let byType: readonly Row[];

test.beforeAll(async () => {
  server = await startOwnServer(await freePort());
  golda = await server.person("Golda", "manager");
  const { key } = await createApiKey(server.database, { name: "golden", scopes: ["ingest"] });
  const response = await fetch(`${server.url}/api/v1/records`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/x-ndjson" },
    body: await readFile(new URL("records.ndjson", GOLDEN)),
  });
  expect(response.status).toBe(200);
  const { reports } = JSON.parse(await readFile(new URL("expected.json", GOLDEN), "utf8"));
  const rowsBy = (by: string): readonly Row[] =>
    reports.find((report: { by: string[] }) => report.by.join() === by).rows;
  weekly = rowsBy("week");
  byType = rowsBy("query_type,week");
});

test.afterAll(() => server.close());

/** `n/N` as the page writes it; null where there is nothing to divide by, which is not written. */
function partsOf(cell: Cell | undefined): string | null {
  if (!cell) return null;
  const [numerator, denominator] = "numerator" in cell ? [cell.numerator, cell.denominator] : cell;
  return denominator ? formatParts(numerator, denominator) : null;
}

async function openWeek(page: Page, week: string): Promise<void> {
  await server.signIn(page.context(), golda);
  await page.goto(`${server.url}/?week=${week}&all=1`);
  const more = page.getByRole("link", { name: /^Show all/ });
  if (await more.isVisible()) await more.click();
}

test("the cards of every week", async ({ page }) => {
  for (const { key, values } of weekly) {
    await openWeek(page, key.week);
    for (const [metric, title] of Object.entries(OPEN)) {
      const card = page.getByRole("article", { name: title, exact: true });
      const parts = partsOf(values[metric]);
      if (parts)
        await expect(card.getByText(parts, { exact: true }).first(), `${key.week} ${metric}`).toBeVisible();
      else await expect(card.getByText("no data").first(), `${key.week} ${metric}`).toBeVisible();
    }
    const csat = page.getByRole("article", { name: OPEN.post_hand_off_csat, exact: true });
    const contained = partsOf(values.contained_csat);
    if (contained) await expect(csat.getByText(contained, { exact: true }).first(), key.week).toBeVisible();
  }
});

test("the query types of every week", async ({ page }) => {
  for (const { key } of weekly) {
    await openWeek(page, key.week);
    const rows = byType.filter((row) => row.key.week === key.week);
    await expect(page.locator("table.qt tbody tr")).toHaveCount(rows.length + 1);
    for (const { key: cell, values } of rows) {
      const row = cell.query_type
        ? page.locator("table.qt tbody tr", { has: page.locator(`th[title="${cell.query_type}"]`) })
        : page.locator("table.qt tbody tr.off");
      const conversations = values.conversations;
      const count =
        conversations && "numerator" in conversations ? conversations.numerator : conversations?.[0];
      await expect(row.locator("[data-label=Conversations]")).toHaveText(formatCount(count ?? 0));
      for (const [metric, title] of Object.entries(OPEN)) {
        const parts = partsOf(values[metric]);
        const where = row.locator(`td[data-label="${title}"]`);
        if (parts) await expect(where, `${key.week} ${cell.query_type} ${metric}`).toContainText(parts);
        else await expect(where, `${key.week} ${cell.query_type} ${metric}`).toContainText("no data");
      }
    }
  }
});
