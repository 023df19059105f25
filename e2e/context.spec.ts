import { expect, test } from "@playwright/test";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { numberIn } from "./numbers";

/*
 * Context and satisfaction, on the demo, where nothing is changed.
 */

test("a designer sees what goes with a useful context, and that it gets lost when it is busy", async ({
  page,
}) => {
  await signIn(page, "designer");
  await page.goto("/");
  await page.getByRole("link", { name: "Context", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Context");

  const useful = page.getByRole("region", { name: "Was the context useful?" });
  for (const answer of ["Useful", "Partly", "Not useful"])
    await expect(useful.getByText(answer, { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Who rated" })).toContainText("Rated where asked for");

  const ingredients = page.getByRole("region", { name: "Ingredients of the context, table" });
  const fields = ingredients.getByRole("row", { name: /^Details in fields/ });
  await expect(fields).toContainText("signal");
  const rows = fields.getByRole("link").last();
  const count = numberIn(await rows.textContent());
  await rows.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`^${count.toLocaleString("en-GB")} `),
  );
  await page.goBack();

  const load = page.getByRole("region", { name: "What arrived under load, table" });
  await expect(page.locator("#load")).toContainText(
    /Busiest hours against the quietest:.*pts worse.*signal/s,
  );
  const busiest = load.getByRole("row").last();
  const without = busiest.getByRole("link", { name: / without$/ });
  const lost = numberIn(await without.textContent());
  await without.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${lost} `));
  await page.goBack();

  await page.getByRole("navigation", { name: "Split by" }).getByRole("link", { name: "Queue" }).click();
  await expect(page).toHaveURL(/sentiment_by=queue/);
  await expect(page.getByRole("heading", { name: "What agents say by queue" })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "What agents say by queue as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^baton-context-sentiment-.*\.csv$/);
});

test("a manager reads satisfaction of both arms down to what customers wrote", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/satisfaction?week=2026-W46");
  const arms = page.getByRole("region", { name: "CSAT, table" });
  await expect(arms.getByRole("row", { name: /^After a hand-off/ })).toContainText("–");
  const five = page
    .getByRole("region", { name: "Scores, after a hand-off" })
    .getByRole("link", { name: /^Score 5/ });
  const count = numberIn(await five.textContent());
  await five.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${count} `));
  await page.goBack();

  await page.getByRole("searchbox", { name: "Words in the comments" }).fill("EXPLAIN everything");
  await page.getByRole("button", { name: "Search" }).click();
  const found = page.locator("#comments").getByRole("listitem");
  await expect(found.first()).toContainText(/explain/i);
  for (const comment of await found.all())
    await expect(comment).toContainText(/explain.*everything|everything.*explain/is);
  await found.first().getByRole("link").click();
  await expect(page).toHaveURL(/\/conversations\//);
  await page.goto("/satisfaction?week=2026-W46&words=nobody-wrote-this");
  await expect(page.getByText(/^Nothing among \d+ answered surveys\.$/)).toBeVisible();
});

test("in both themes, on a phone and on a wide screen", async ({ page }) => {
  await signIn(page, "manager");
  for (const path of ["/context", "/satisfaction"]) {
    await expectEveryLook(page, "", async () => {
      await page.goto(path);
    });
  }
});
