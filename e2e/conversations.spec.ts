import { expect, test } from "@playwright/test";
import { signIn } from "./demo-access";

/*
 * The rows behind a number, and one conversation.
 */

const REPEATS = "/conversations?metric=repeat_information_rate&week=2026-W46&query_type=order_status";

test("says in words what is listed, and shows either part of the number", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto(REPEATS);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^\d+ hand-offs? in which a captured detail was asked again$/,
  );
  await expect(page.getByText("Week 46, 9–15 Nov 2026")).toBeVisible();
  await page.getByRole("link", { name: /assessed hand-offs/ }).click();
  await expect(page).toHaveURL(/part=denominator/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ assessed hand-offs$/);
  await page.getByRole("link", { name: "Without Query type: Order status" }).click();
  await expect(page).not.toHaveURL(/query_type/);
});

test("pages there and back", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/conversations");
  const first = await page.locator("table.conversations tbody th").first().textContent();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.locator("table.conversations tbody th").first()).not.toHaveText(first ?? "");
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/past=.*past=/);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(page).not.toHaveURL(/past=.*past=/);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(page.locator("table.conversations tbody th").first()).toHaveText(first ?? "");
  await expect(page.getByRole("link", { name: "Newer" })).toHaveCount(0);
});

test("explains why there is no list behind a rating", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/conversations?metric=context_useful_rate&part=numerator&week=2026-W46");
  await expect(page.getByRole("heading", { name: "No list behind this number" })).toBeVisible();
  await page.goto("/conversations?metric=context_useful_rate&part=denominator&week=2026-W46");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ ratings/);
});

test("says what in an address makes no sense", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/conversations?metric=happiness");
  await expect(page.getByRole("heading", { name: "Unknown metric" })).toBeVisible();
  await page.getByRole("link", { name: "Show all conversations" }).click();
  await expect(page.locator("table.conversations tbody tr")).toHaveCount(50);
});

test("shows one conversation: brief, transcript with its seam, times, and no one's rating", async ({
  page,
}) => {
  await signIn(page, "manager");
  await page.goto(REPEATS);
  await page.locator("table.conversations tbody th a").first().click();
  await expect(page.getByRole("heading", { name: "Why handed off" })).toBeVisible();
  await expect(page.getByRole("row", { name: /order_reference/ })).toContainText("Asked again");
  await expect(page.locator(".seam").first()).toContainText("Hand-off");
  await expect(page.getByRole("heading", { name: "Times" })).toBeVisible();
  // From one to the next in the list, and back to the list.
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  const steps = page.getByRole("navigation", { name: "In the list" });
  await expect(steps).toContainText(/^‹1 of \d+\+?›$/);
  await steps.getByRole("link", { name: "Next conversation in the list" }).click();
  await expect(steps).toContainText("2 of");
  await steps.getByRole("link", { name: "Conversation before, in the list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
  await page.getByRole("link", { name: "Conversations", exact: true }).last().click();
  await expect(page).toHaveURL(/metric=repeat_information_rate/);
  await page.locator("table.conversations tbody th a").first().click();
  await expect(page.getByRole("heading", { name: "Why handed off" })).toBeVisible();
  // The demo keeps no captured value in clear.
  await expect(page.getByRole("main")).not.toContainText(/\b[A-Z]{2}-?\d{6,}\b/);
  // Rated conversations have their rating withheld, with the sums of the query type in its place.
  await page.goto(
    "/conversations?metric=rating_coverage&part=numerator&week=2026-W46&query_type=order_status",
  );
  await page.locator("table.conversations tbody th a").first().click();
  const rating = page
    .locator("section", { has: page.getByRole("heading", { name: "Agent’s rating" }) })
    .last();
  await expect(rating.getByText("withheld").first()).toBeVisible();
  await expect(rating).toContainText("Order status, week 46");
});

test("there is no page of a conversation that does not exist", async ({ page }) => {
  await signIn(page, "manager");
  const answer = await page.goto("/conversations/wren/never");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("an agent sees own conversations only, and no counts of others", async ({ page }) => {
  await signIn(page, "agent");
  await page.goto("/conversations");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My conversations");
  await expect(page.getByRole("navigation", { name: "Main" })).not.toContainText("Journeys");
  await page.goto(REPEATS);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Hand-offs in which a captured detail was asked again",
  );
  const refused = await page.goto("/");
  expect(refused?.status()).toBe(403);
});
