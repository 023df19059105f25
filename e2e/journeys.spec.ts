import { expect, test } from "@playwright/test";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";

/*
 * Journeys: what lasts, from channel to channel, every number with its rows; and one conversation with its dialogue.
 */

test("journeys: figures, diagrams, tables, and the rows behind them", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await page.getByRole("link", { name: "Journeys" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Journeys");

  const figures = page.locator("dl.journey-figures > div");
  await expect(figures.first()).toContainText("Containment");
  const shareOf = async (name: string) => {
    const text = await figures
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator(".figure")
      .textContent();
    return Number.parseFloat(text ?? "");
  };
  const contained = await shareOf("Containment");
  const durable = await shareOf("Durable containment");
  expect(durable).toBeGreaterThan(20);
  expect(durable).toBeLessThan(contained);
  await expect(page.getByText(/^Provisional until/)).toBeVisible();

  // What the diagrams show stands in the tables, and both lead to the same rows.
  await expect(page.getByRole("figure", { name: "Within a contact" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "From contact to contact" })).toBeVisible();
  const returns = page.getByRole("region", { name: "Further contact, table" }).first();
  const link = returns.getByRole("link", { name: /: [\d,]+, list$/ }).first();
  const count = (await link.textContent()) ?? "";
  await link.click();
  await expect(page).toHaveURL(/metric=transitions.*transition=return/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} transitions`);

  // The same number from the API's report, by the same dimension.
  await page.goBack();
  const csv = await page.request.get("/api/v1/reports?metrics=transitions&by=transition&week=2026-W46");
  expect(csv.status()).toBe(200);
  await page.goto("/journeys?week=2026-W46");
  const { rows } = await csv.json();
  const [largest] = [...rows].sort((a, b) => b.values.transitions.value - a.values.transitions.value);
  await expect(page.getByRole("region", { name: "Hand-off by the bot, table" }).first()).toContainText(
    new Intl.NumberFormat("en-GB").format(largest.values.transitions.value),
  );

  // Days without anything are called so.
  await page.goto("/journeys?from=2020-01-01&to=2020-01-07");
  await expect(page.getByRole("heading", { name: "No conversations in these days" })).toBeVisible();
});

test("one conversation: brief, dialogue with what was asked again, search, and the journey around it", async ({
  page,
}) => {
  await signIn(page, "designer");
  await page.goto(
    "/conversations?metric=repeat_information_rate&week=2026-W46&query_type=order_status&channel=web_chat",
  );
  const links = await page
    .locator("table.conversations tbody th a")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  let isFound = false;
  for (const href of links) {
    await page.goto(href);
    isFound = (await page.locator(".tl .note .why-note").count()) > 0;
    if (isFound) break;
  }
  expect(isFound).toBe(true);

  const note = page.locator(".tl .note .why-note").first();
  await expect(note).toHaveText(/^(Asked again for|Gave) \w+.*The customer gave it/);
  await note.focus();
  await expect(page.getByRole("tooltip").filter({ visible: true })).toHaveCount(1);
  await expect(page.locator(".tl .brk").first()).toBeAttached();
  // The brief says the same, and leads there.
  const asked = page.locator("table.fl tbody tr", { hasText: "Asked again" }).first();
  await expect(asked).toContainText("says");
  await asked.getByRole("link").last().click();
  await expect(page).toHaveURL(/#line-\d+$/);

  // Search by keyboard.
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search in this conversation" })).toBeFocused();
  await page.keyboard.type("order");
  await expect(page.getByRole("status").filter({ hasText: /^1 of \d+$/ })).toBeVisible();
  await expect(page.locator(".tl mark").first()).toHaveText(/order/i);
  await page.keyboard.press("Escape");
  await expect(page.locator(".tl mark")).toHaveCount(0);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy for a ticket" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const ticket = await page.evaluate(() => navigator.clipboard.readText());
  expect(ticket).toContain("Why handed off:");
  expect(ticket).toMatch(/- order_reference: .*asked again/);

  // The journey: an earlier contact knows this one as a later one.
  const list = await page.request.get("/api/v1/reports?metrics=transitions&by=transition&week=2026-W46");
  const { rows } = await list.json();
  const back = rows.find(({ key }: { key: { transition: string } }) => key.transition.startsWith("return:"));
  await page.goto(
    `/conversations?metric=transitions&week=2026-W46&transition=${encodeURIComponent(back.key.transition)}`,
  );
  const row = await page.locator("table.conversations tbody th a").first().getAttribute("href");
  const [here = ""] = (row ?? "no link").split("?");
  await page.goto(here);
  const earlier = page.locator(".contacts li", { hasText: "Earlier contact" }).last();
  await earlier.getByRole("link").click();
  await expect(page).not.toHaveURL(new RegExp(`${here}$`));
  await expect(page.locator(`.contacts a[href="${here}"]`)).toBeVisible();
});

test("journeys and a conversation in both themes, on a phone and on a wide screen", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/conversations?metric=transitions&transition=return:web_chat%3Evoice");
  const href = (await page.locator("table.conversations tbody th a").first().getAttribute("href")) ?? "";
  for (const address of ["/journeys", href]) {
    await expectEveryLook(page, "", async () => {
      await page.goto(address);
      await expect(page.locator("h1")).toBeVisible();
    });
  }
});
