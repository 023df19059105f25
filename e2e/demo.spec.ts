import { expect, test } from "@playwright/test";
import { demoApiKey, signIn } from "./demo-access";

test("a manager finds the week's five numbers, labelled as generated", async ({ page }) => {
  await signIn(page, "manager");
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
