import { type Browser, expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import type { Role } from "@/lib/access/permissions";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { recordsOfDay } from "@/lib/notify/sample-weeks";
import {
  startMailServer,
  startWebReceiver,
  type TestMailServer,
  type TestWebServer,
} from "@/lib/notify/test-receivers";
import { WORKSPACE_SETTINGS } from "@/lib/reports/workspace/workspace";
import { runJobSoon } from "@/lib/store/job-queue";
import { writeSetting } from "@/lib/store/settings";
import { expectEveryLook, expectEveryLookOfMail } from "./looks";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * What Baton sends by itself: the digest and alerts to people, events to programs, by the jobs of the running server.
 */

/** Monday at nine: week 46 is over, and its digest is due since eight. */
const NOW = Date.parse("2026-11-16T09:00:00Z") * 1000;
const PAGE = "/settings/notifications";

let server: OwnServer;
let smtp: TestMailServer;
let web: TestWebServer;
const ids: { [R in Role]?: string } = {};

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  [smtp, web] = await Promise.all([startMailServer(), startWebReceiver()]);
  const port = await freePort();
  server = await startOwnServer(port, {
    SMTP_URL: smtp.url,
    MAIL_FROM: "Baton <baton@example.org>",
    BATON_URL: `http://localhost:${port}`,
    WEBHOOKS_TO_PRIVATE_ADDRESSES: "true",
  });
  await writeSetting(server.database.pool, WORKSPACE_SETTINGS.demoAnchor, NOW);
  await commitRecords(server.database, [
    ...recordsOfDay("2026-11-04", 20),
    ...recordsOfDay("2026-11-11", 60),
  ]);
  ids.manager = await server.person("Priya", "manager");
  ids.administrator = await server.person("Ruth", "administrator");
});
test.afterAll(async () => {
  await server?.close();
  await Promise.all([smtp?.close(), web?.close()]);
});

/** A page of somebody who is signed in. */
const as = (browser: Browser, role: "manager" | "administrator") => server.as(browser, ids[role] ?? "");

/** The mails that came to Priya, by a word of their subject. */
const mailsAbout = (word: string) => smtp.mails.filter(({ subject }) => subject?.includes(word));

test("a manager chooses who is sent what and when, sees the digest and sends herself a test", async ({
  browser,
}) => {
  const page = await as(browser, "manager");
  await page.goto("/");
  await page.getByRole("link", { name: "Digest and alerts" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Digest and alerts" })).toBeVisible();
  await expect(page.getByText("Week 47 goes out on Mon 23 Nov 2026, 08:00 (UTC).")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Webhooks" })).toHaveCount(0);

  await page.getByLabel("Weekly digest to Priya").check();
  await page.getByLabel("Alerts to Priya").check();
  await page.getByRole("button", { name: "Save recipients" }).click();
  await expect
    .poll(
      async () => (await server.database.prisma.subscription.findMany()).filter((one) => one.digest).length,
    )
    .toBe(1);
  await page.reload();
  await expect(page.getByLabel("Weekly digest to Priya")).toBeChecked();
  await expect(page.getByLabel("Weekly digest to Ruth")).not.toBeChecked();

  const preview = page.frameLocator('iframe[title="The latest digest"]');
  await expect(preview.getByText("Week 46, 9–15 Nov 2026")).toBeVisible();
  await expect(preview.getByText("75.0%", { exact: true }).first()).toBeVisible();

  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText(/Sent to priya@example.org/)).toBeVisible();
  const [mail] = mailsAbout("Test: ");
  expect(mail?.subject).toBe("Test: Week 46: Repeat information rose to 75.0%");
  expect(mail?.text).toContain("Repeat information: 75.0% (60/80, 95% 64.5–83.2)");
});

test("the server's jobs send the digest and the alert once; the links in them lead where they say", async ({
  browser,
}) => {
  for (const job of ["announce-digest", "announce-signals", "announce-digest", "announce-signals"]) {
    await runJobSoon(server.database, job);
  }
  // The test from before, the digest, the alert.
  await smtp.have(3);
  const page = await as(browser, "manager");
  await expect
    .poll(async () => {
      await page.goto(PAGE);
      return page
        .getByRole("region", { name: "Deliveries" })
        .getByText(/^Sent /)
        .count();
    })
    .toBe(2);
  expect(mailsAbout("Repeat information rose")).toHaveLength(3);
  const digest = smtp.mails.find((mail) => mail.text?.includes("the weekly digest no more"));
  const review = /https?:\/\/\S+\?week=2026-W46/.exec(digest?.text ?? "")?.[0] ?? "";
  await page.goto(review);
  await expect(page.getByText("75.0%").first()).toBeVisible();

  // Whoever holds the link ends the digest, signed in or not; opening it alone ends nothing.
  const stop = /https?:\/\/\S+\/stop-mail\/\S+/.exec(digest?.text ?? "")?.[0] ?? "";
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(stop);
  const wishes = () =>
    server.database.prisma.subscription.findUnique({ where: { personId: ids.manager ?? "" } });
  expect(await wishes()).toMatchObject({ digest: true });
  await stranger.getByRole("button", { name: "Stop the weekly digest" }).click();
  await expect(stranger.getByText("The digest is not sent to you any more.")).toBeVisible();
  expect(await wishes()).toMatchObject({ digest: false, signals: true });
  await stranger.goto(stop.replace("/digest-", "/signals-"));
  await expect(stranger.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await page.goto("/settings/account");
  await expect(page.getByLabel("the weekly digest")).not.toBeChecked();
  await expect(page.getByLabel("alerts when a number changes beyond chance")).toBeChecked();
});

test("an administrator adds a webhook; what it is sent verifies, and what failed is sent again", async ({
  browser,
}) => {
  const page = await as(browser, "administrator");
  await page.goto(PAGE);
  await page.getByLabel("Address", { exact: true }).fill(`${web.url}/hook`);
  // By keyboard: right after the page has scrolled, Chromium gives the mouse's press to the frame of the preview, which
  // was there a moment ago, and only its release to the checkbox.
  await page.getByLabel(/^review\.signal/).press("Space");
  await expect(page.getByLabel(/^review\.signal/)).toBeChecked();
  await page.getByRole("button", { name: "Add webhook" }).press("Enter");
  const secret = (await page.locator(".secret").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole("button", { name: "Send a test" }).click();
  await web.have(1);
  const [request] = web.requests;
  expect(new Webhook(secret).verify(request?.body ?? "", request?.headers ?? {})).toMatchObject({
    type: "webhook.test",
  });

  // The receiver has it before the server has written down that it was sent.
  const ofWebhooks = { webhookId: { not: null } };
  await expect
    .poll(() => server.database.prisma.delivery.count({ where: { ...ofWebhooks, state: "sent" } }))
    .toBe(1);
  await server.database.prisma.delivery.updateMany({
    where: ofWebhooks,
    data: { state: "failed", attempts: 10, nextAt: null, problem: "It answered 500." },
  });
  await page.goto(PAGE);
  await expect(page.getByText("Given up after 10 attempts")).toBeVisible();
  await page.getByRole("button", { name: "Send again" }).click();
  await web.have(2);
  expect(web.requests[1]?.headers["webhook-id"]).toBe(request?.headers["webhook-id"]);
});

test("the pages and the mails in both themes, small and large", async ({ browser }) => {
  const page = await as(browser, "administrator");
  for (const path of [PAGE, "/settings/account", "/stop-mail/none"]) {
    await expectEveryLook(page, "", async () => {
      await page.goto(path);
    });
  }
  const reader = await (await browser.newContext()).newPage();
  expect(smtp.mails.length).toBeGreaterThan(0);
  for (const mail of smtp.mails) {
    await reader.setContent(String(mail.html));
    await expectEveryLookOfMail(reader, `mail “${mail.subject}”`);
  }
});
