import { expect, test } from "@playwright/test";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";

/*
 * The handbook of definitions, and how conversations and filters are chosen: read, opened and chosen by link, by ⌘K, by
 * the keyboard alone, and without JavaScript.
 */

test("an address unfolds its definition, without JavaScript too", async ({ page, browser }) => {
  await signIn(page, "manager");
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState });
  const reader = await plain.newPage();
  await reader.goto("/definitions#repeat_coverage");
  const entry = reader.locator("details.definition", { has: reader.locator("#repeat_coverage") });
  await expect(entry.getByText("context.fields")).toBeVisible();
  await expect(entry.getByText("We know of no other product that counts it.")).toBeVisible();
  await expect(entry.locator("summary")).toBeInViewport();
  await expect(reader.getByText("hand-offs connected to a person")).toBeHidden();
  await plain.close();
});

test("definitions stand beside their numbers, and ⌘K unfolds them one after the other", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/definitions?week=2026-W46");
  const rate = page.locator("summary", { hasText: "Hand-off rate" }).first();
  const parts = (await rate.locator(".micro").textContent()) ?? "no parts";
  expect(parts).toMatch(/^[\d,]+\/[\d,]+$/);
  await expect(page.getByRole("row", { name: /^Baton/ })).toContainText(parts);
  await expect(page.getByRole("row", { name: /^Dynamics 365/ })).toContainText(/ours/);
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Times" }).click();
  await expect(page.getByRole("heading", { name: "Times" })).toBeInViewport();
  for (const id of ["demand_honoured_rate", "wait_time_p90"]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Find/ }).fill(id);
    await page.getByRole("option", { name: new RegExp(id) }).waitFor();
    await page.keyboard.press("Enter");
    await expect(page.locator(`#${id}`)).toBeInViewport();
  }
  await expectEveryLook(page, "definitions, unfolded", async () => {
    await page.goto("/definitions#hand_off_rate");
    await expect(page.locator("#hand_off_rate")).toBeVisible();
  });
});

test("agents read definitions without numbers", async ({ page }) => {
  await signIn(page, "agent");
  await page.goto("/definitions#hand_off_rate");
  await expect(page.locator("#hand_off_rate")).toContainText("conversations handed off");
  await expect(page.locator("summary", { hasText: "Hand-off rate" }).first()).not.toContainText("%");
});

test("kinds of conversations and rare filters are chosen with the keyboard alone", async ({ page }) => {
  await signIn(page, "designer");
  await page.goto("/conversations?week=2026-W46");
  await page.getByRole("button", { name: /^Show/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Handed off" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^[\d,]+ conversations handed off$/);
  await expect(page).toHaveURL(/week=2026-W46/);

  await page.getByRole("button", { name: /^Add filter/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Reason/ })).toContainText("Bot failure");
  await expect(page.getByRole("link", { name: "Without Reason: Bot failure" })).toBeVisible();
});
