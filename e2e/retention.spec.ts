import { expect, type Page, test } from "@playwright/test";
import { createApiKey } from "@/lib/access/api-keys";
import { expectEveryLook } from "./looks";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * An administrator takes an import back and puts it in again, lets transcripts expire, and erases a customer: the
 * numbers before and after, as the weekly review shows them.
 */

const DAY = "2026-03-03";
const WEEK = "/?week=2026-W10";

let baton: OwnServer;
let ada: string;
let key: string;

/** Twenty conversations, eight handed off, three of one customer, five with a message. */
const FIRST = Array.from({ length: 20 }, (_, i) => [
  conversation(`c-${i}`, i < 3 ? { customerRef: "customer-4711" } : {}),
  ...(i < 8 ? [handOff(`c-${i}`)] : []),
  ...(i < 5
    ? [{ type: "message", conversationId: `c-${i}`, sequence: 1, sender: "customer", text: "Where is it?" }]
    : []),
]).flat();

/** Ten more, all handed off, and a hand-off of a conversation that was there already. */
const SECOND = [
  ...Array.from({ length: 10 }, (_, i) => [conversation(`d-${i}`), handOff(`d-${i}`)]).flat(),
  handOff("c-8"),
];

function conversation(conversationId: string, more: object = {}) {
  return {
    type: "conversation",
    conversationId,
    startedAt: `${DAY}T09:00:00Z`,
    customerMessages: 2,
    ...more,
  };
}

function handOff(conversationId: string) {
  const requestedAt = `${DAY}T09:01:00Z`;
  return { type: "handoff", conversationId, requestedAt, reason: "tool_error", status: "connected" };
}

async function send(page: Page, records: readonly object[]) {
  const answer = await page.request.post(`${baton.url}/api/v1/records`, {
    headers: { Authorization: `Bearer ${key}` },
    data: records,
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

/** The hand-off rate of the week as its card says it. */
async function expectHandOffs(page: Page, parts: string) {
  await page.goto(`${baton.url}${WEEK}`);
  await expect(page.getByRole("link", { name: `Hand-off rate: ${parts}, list` }).first()).toBeVisible();
}

test.beforeAll(async () => {
  baton = await startOwnServer(await freePort());
  ada = await baton.person("Ada", "administrator");
  key = (await createApiKey(baton.database, { name: "platform", scopes: ["ingest"] })).key;
});
test.afterAll(() => baton?.close());

test.beforeEach(({ context }) => baton.signIn(context, ada));

test("an import is taken back and put in again, transcripts expire, a customer is erased", async ({
  page,
}) => {
  await send(page, FIRST);
  await expectHandOffs(page, "8/20");
  const { importId } = await send(page, SECOND);
  await expectHandOffs(page, "19/30");

  // Undo: what it would do, what it did, and the numbers without it.
  await page.goto(`${baton.url}/data`);
  await page.getByRole("region", { name: "Imports, table" }).getByRole("link").first().click();
  await page.waitForURL(`**/data/imports/${importId}`);
  await expectEveryLook(page);
  await page.getByRole("link", { name: "Undo" }).click();
  await expect(page.getByRole("row", { name: /^Records 21 / })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Conversations 11 / })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Of these, gone 10 / })).toBeVisible();
  await expectEveryLook(page);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("Ada took this import back")).toBeVisible();
  await expectHandOffs(page, "8/20");

  // And back again.
  await page.goto(`${baton.url}/data/imports/${importId}`);
  await page.getByRole("link", { name: "Put back" }).click();
  await expect(page.getByRole("row", { name: /^Of these, new 10 / })).toBeVisible();
  await page.getByRole("button", { name: "Put this import back" }).click();
  await expect(page.getByRole("link", { name: "Undo" })).toBeVisible();
  await expectHandOffs(page, "19/30");

  // Retention is previewed before it is set; what is no number of days is refused.
  await page.goto(`${baton.url}/data`);
  await page.getByRole("link", { name: "Retention and erasure" }).click();
  await page.getByLabel("Transcripts: days").fill("soon");
  await page.getByRole("button", { name: "Preview what would go" }).click();
  await expect(page.locator("p.notice, .notice")).toContainText("days");
  await page.getByLabel("Transcripts: days").fill("30");
  await page.getByRole("button", { name: "Preview what would go" }).click();
  await expect(page.getByRole("row", { name: /^Transcripts/ })).toContainText(
    "5 conversations lose their messages",
  );
  await expect(page.getByRole("row", { name: /^Comments/ })).toContainText("kept for ever");
  await expectEveryLook(page);
  await page.getByText("Keep it so from now on…").click();
  await page.getByRole("button", { name: "Keep it so from now on" }).click();
  await expect(page.getByText("Saved. What has expired goes every night.")).toBeVisible();
  await page.goto(`${baton.url}/data/retention`);
  await expect(page.getByLabel("Transcripts: days")).toHaveValue("30");

  // Erasure: looked up first, then done; the numbers stay, the conversations go and do not come back.
  await page.getByLabel("Customer reference").fill("customer-4711");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText("3 conversations of this customer. Nothing was erased")).toBeVisible();
  await page.getByLabel("Type “erase” to erase for good").fill("erase");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("Erased: 9 records of 3 conversations.")).toBeVisible();
  const erased = page.getByRole("region", { name: "Customers erased, table" });
  await expect(erased.getByRole("row").nth(1)).toContainText("Ada");
  await expect(erased).not.toContainText("customer-4711");
  await expectEveryLook(page);
  await expectHandOffs(page, "19/30");
  await page.goto(`${baton.url}/conversations/default/c-0`);
  await expect(page.getByText("Where is it?")).toHaveCount(0);
  expect(await send(page, FIRST)).toMatchObject({ created: 0, stale: 9 });
  await expectHandOffs(page, "19/30");
});
