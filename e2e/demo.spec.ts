import { expect, test } from "@playwright/test";
import { DEMO_USERS } from "@/lib/demo/demo-users";
import { demoApiKey, signIn } from "./demo-access";

test("everybody whom the demo names signs in with the password that it prints", async ({ browser }) => {
  for (const { name, email, password } of DEMO_USERS) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto("/sign-in?next=/settings/account");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/settings/account");
    await expect(page.locator("dd").filter({ hasText: email }), name).toBeVisible();
    await context.close();
  }
});

test("a manager finds the week's five numbers, labelled as generated", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await expect(page.getByText("Generated demo data").filter({ visible: true })).toHaveCount(1);
  for (const card of [
    "Repeat information",
    "CSAT after hand-off",
    "Agent sentiment",
    "Hand-off rate",
    "Reason mix",
  ]) {
    await expect(page.getByRole("heading", { name: card }).first()).toBeVisible();
  }
});

test("the key that the demo prints reads reports", async ({ request }) => {
  const answer = await request.get("/api/v1/reports?metrics=conversations,hand_off_rate", {
    headers: { authorization: `Bearer ${await demoApiKey()}` },
  });
  expect(answer.status()).toBe(200);
  const { rows } = await answer.json();
  expect(rows[0].values.conversations.value).toBeGreaterThan(5_000);
  expect(rows[0].values.hand_off_rate.value).toBeGreaterThan(0.2);
});
