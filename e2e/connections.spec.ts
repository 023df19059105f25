import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { test } from "./own-demo";

/*
 * An administrator connects Chatwoot: address, secret, signed webhooks, the numbers, and replay after a change.
 */

const SIGNING = "chatwoot-webhook-secret";
const SOURCE = `chatwoot-e2e-${Date.now()}`;
const fixture = (name: string) =>
  JSON.parse(readFileSync(`lib/ingest/connectors/fixtures/${name}.json`, "utf8")) as {
    [key: string]: unknown;
  };

/** The pending conversation of Chatwoot's documentation, and the same once the bot has handed it off. */
const OPENED = fixture("chatwoot-conversation-opened");
const HANDED_OFF = {
  ...OPENED,
  event: "conversation_status_changed",
  status: "open",
  timestamp: 1627063560,
  custom_attributes: { why: "missing_knowledge", order_reference: "A-1042" },
  changed_attributes: [{ status: { previous_value: "pending", current_value: "open" } }],
};

test.beforeEach(({ page }) => signIn(page, "administrator"));

test("Chatwoot is added, sends signed webhooks, is in the numbers, and a payload is replayed", async ({
  page,
  request,
  ownDemo,
}) => {
  await page.goto("/data");
  await page.getByRole("link", { name: "Connections" }).click();
  await page.getByRole("link", { name: "Add a connection" }).click();
  await expectEveryLook(page);
  await page.getByRole("link", { name: "Chatwoot" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Support inbox");
  await page.getByLabel("Source").fill(SOURCE);
  await page.getByRole("button", { name: "Add connection" }).click();
  const secret = (await page.locator(".snippet.secret").textContent()) ?? "";
  expect(secret.length).toBeGreaterThan(30);
  await page.getByRole("link", { name: "Go on to the steps in the platform" }).click();
  await expect(page.getByRole("heading", { name: "Support inbox" })).toBeVisible();
  await expect(page.getByText("Nothing received yet", { exact: true })).toBeVisible();
  const url = (await page.locator(".snippet").first().textContent()) ?? "";
  expect(url).toMatch(/\/api\/v1\/connectors\/chatwoot\/[0-9a-f-]{36}$/);
  const path = new URL(url).pathname;

  // A platform that asks before it sends is answered.
  expect((await request.head(path)).status()).toBe(200);

  // Without proof of who sends nothing is taken; with the secret and with Chatwoot's signature it is.
  expect((await request.post(path, { data: OPENED })).status()).toBe(401);
  const bySecret = await request.post(path, { data: OPENED, headers: { Authorization: `Bearer ${secret}` } });
  expect(await bySecret.json()).toMatchObject({ outcome: "understood", understood: 1 });
  await page.getByLabel("The platform's webhook secret").fill(SIGNING);
  await page.getByRole("button", { name: "Keep signing secret" }).click();
  await expect(page.getByText("Kept, encrypted.")).toBeVisible();
  const signed = async (body: object) => {
    const raw = JSON.stringify(body);
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", SIGNING).update(`${time}.${raw}`).digest("hex");
    const response = await request.post(path, {
      data: raw,
      headers: {
        "Content-Type": "application/json",
        "X-Chatwoot-Timestamp": time,
        "X-Chatwoot-Signature": `sha256=${signature}`,
      },
    });
    expect(response.status()).toBe(200);
    return response.json();
  };
  expect(await signed(HANDED_OFF)).toMatchObject({ outcome: "understood", repeated: false });
  expect(await signed(HANDED_OFF)).toMatchObject({ repeated: true });
  expect(await signed({ ...OPENED, id: 11, status: "open", event: "conversation_created" })).toMatchObject({
    outcome: "not_bot",
  });
  expect(await signed({ hello: 1 })).toMatchObject({ outcome: "error", problems: 1 });

  const report = async () => {
    const answer = await request.get(
      `/api/v1/reports?metrics=conversations,hand_offs,unclassified_share&source=${SOURCE}`,
      {
        headers: { Authorization: `Bearer ${ownDemo.apiKey}` },
      },
    );
    const { rows } = await answer.json();
    return [rows[0]?.values.conversations.value, rows[0]?.values.hand_offs.value];
  };
  expect(await report()).toEqual([1, 1]);

  // The page says what came: the light, the counts, the payloads with their outcomes.
  await page.reload();
  await expect(page.getByText("Received just now", { exact: true })).toBeVisible();
  const payloads = page.getByRole("region", { name: "Payloads, table" });
  await expect(payloads.getByRole("row")).toHaveCount(5);
  await expect(payloads).toContainText("Not a bot conversation");
  await expect(payloads.getByRole("row", { name: /delivered 2 times/ })).toContainText("Understood");
  await expect(payloads.getByRole("row", { name: /Error/ })).toContainText("no event of Chatwoot");
  await expect(page.getByRole("region", { name: "What the platform supplies, table" })).toContainText(
    "Chatwoot does not count them.",
  );
  await expectEveryLook(page);

  // After a change of the options a kept payload is read again: the reason stands in another attribute.
  await page.getByLabel("Custom attribute with the reason").fill("why");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await payloads.getByRole("link", { name: "conversation_status_changed" }).click();
  await expect(page.getByRole("region", { name: "Records" })).toContainText(
    '"reasonRaw": "missing_knowledge"',
  );
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText("Replayed: understood as it is shown here.")).toBeVisible();
  await expectEveryLook(page);
  expect(await report()).toEqual([1, 1]);
  const { rows } = await (
    await request.get(`/api/v1/reports?metrics=hand_offs&by=reason_raw&source=${SOURCE}`, {
      headers: { Authorization: `Bearer ${ownDemo.apiKey}` },
    })
  ).json();
  expect(rows.map(({ key }: { key: { reason_raw: string } }) => key.reason_raw)).toEqual([
    "missing_knowledge",
  ]);

  // It is in the list, and goes again; what it brought stays.
  await page.goto("/data/connections");
  const row = page
    .getByRole("region", { name: "Connections, table" })
    .getByRole("row", { name: new RegExp(SOURCE) });
  await expect(row).toContainText("Received just now");
  await expectEveryLook(page);
  await row.getByRole("link", { name: "Support inbox" }).click();
  await page.getByText("Remove…").click();
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page).toHaveURL(/\/data\/connections$/);
  await expect(page.getByText(SOURCE)).toHaveCount(0);
  expect(
    (await request.post(path, { data: OPENED, headers: { Authorization: `Bearer ${secret}` } })).status(),
  ).toBe(401);
  expect(await report()).toEqual([1, 1]);
});
