import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { createApiKey } from "@/lib/access/api-keys";
import { verifyTotals } from "@/lib/ingest/measure/verify-totals";
import {
  commitRecords,
  conversation,
  handoff,
  message,
  SAMPLE_START,
} from "@/lib/ingest/samples/sample-records";
import { insertAgentLink } from "@/lib/store/agent-links";
import { expectEveryLook, expectGoodLook, THEMES } from "./looks";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * An agent rates own hand-offs: on the page, by keyboard and by click, and in the panel inside a desktop that is another
 * site.
 */

test.describe.configure({ mode: "serial" });

const MINUTE = 60_000_000;
let baton: OwnServer;
let lena: string;
let key: string;

test.beforeAll(async () => {
  baton = await startOwnServer(await freePort());
  lena = await baton.person("Lena", "agent");
  await insertAgentLink(baton.database, { source: "default", agentId: "a-1", personId: lena });
  key = (await createApiKey(baton.database, { name: "Desk", scopes: ["embed"] })).key;
  await commitRecords(
    baton.database,
    [0, 1, 2].flatMap((i) => handedOff(`c-${i}`, `Wants refund ${i}`, "a-1", i)),
  );
  await commitRecords(baton.database, handedOff("c-other", "Somebody else's", "a-2", 3));
});
test.afterAll(() => baton?.close());

function handedOff(id: string, summary: string, agentId: string, minutes: number) {
  const startedAt = SAMPLE_START + minutes * MINUTE;
  return [
    conversation(id, { customerMessages: 3, queryType: "refund", startedAt }),
    handoff(id, {
      status: "connected",
      agentId,
      reason: "tool_error",
      requestedAt: startedAt + MINUTE,
      connectedAt: startedAt + 2 * MINUTE,
      context: {
        summary,
        transcript: true,
        nextStep: "Look up the order",
        fields: [
          { name: "order_reference", passed: "transcript" },
          { name: "postcode", passed: "none" },
        ],
      },
    }),
    message(id, 1, { sender: "customer", text: "My order is late", at: startedAt }),
  ];
}

async function signedIn(context: BrowserContext, personId: string): Promise<Page> {
  await baton.signIn(context, personId);
  return context.newPage();
}

async function measured(id: string) {
  const { rows } = await baton.database.pool.query<{
    useful: number | null;
    partly: number | null;
    again: number | null;
  }>(
    `SELECT m.ratings_useful AS useful, m.ratings_partly AS partly, m.repeated_hand_offs AS again
     FROM measure AS m JOIN conversation AS c ON c.id = m.conversation_id WHERE c.external_id = $1`,
    [id],
  );
  return rows[0];
}

async function expectExactTotals(): Promise<void> {
  const differences: string[] = [];
  await verifyTotals(baton.database, (difference) => differences.push(difference));
  expect(differences).toEqual([]);
}

const row = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

test("two keys rate a hand-off, another says what was asked again, and one takes it back", async ({
  context,
}) => {
  const page = await signedIn(context, lena);
  await page.goto(`${baton.url}/rate`);
  const rows = page.getByRole("list", { name: "Hand-offs to rate" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("Wants refund 2");
  await expect(page.getByText("Somebody else's")).toHaveCount(0);

  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("2");
  await expect(rows.nth(1).getByRole("radio", { name: "Partly" })).toBeChecked();
  expect(await measured("c-1")).toMatchObject({ partly: null });
  await page.keyboard.press("1");
  await expect(page.getByRole("status").filter({ hasText: "Saved: Partly, used. 2 left." })).toBeAttached();
  expect(await measured("c-1")).toEqual({ useful: null, partly: 1, again: null });

  await page.keyboard.press("4");
  await expect(rows.nth(1).getByRole("button", { name: "order_reference" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect.poll(() => measured("c-1")).toEqual({ useful: null, partly: 1, again: 1 });
  await page.keyboard.press("u");
  await expect(page.getByRole("status").filter({ hasText: "Taken back." })).toBeAttached();
  expect(await measured("c-1")).toEqual({ useful: null, partly: null, again: null });
  await expectExactTotals();
});

test("two clicks do the same; it can be changed as a whole, and is in the agent's own numbers", async ({
  context,
}) => {
  const page = await signedIn(context, lena);
  await page.goto(`${baton.url}/rate`);
  const first = row(page, "Wants refund 2");
  await first.getByRole("radio", { name: "Useful", exact: true }).click();
  await first.getByRole("radio", { name: "Used" }).click();
  await first.getByRole("button", { name: "None" }).click();
  await expect(first.getByText("Saved")).toBeVisible();
  await first.getByText("Add a reason or a word").click();
  await first.getByLabel("Why it was really handed off").selectOption("needs_approval");
  await first.getByLabel("In a word").fill("Write to jo@example.org");
  await first.getByLabel("In a word").press("Enter");
  // What was typed comes back as it is kept.
  await expect(first.getByLabel("In a word")).toHaveValue("Write to [email]");

  await page.reload();
  const rated = page.getByRole("list", { name: "Hand-offs rated" }).getByRole("listitem");
  await expect(rated).toHaveText([/Useful, used, asked again: none, reason: needs approval/i]);
  await expect(page.getByRole("complementary", { name: "Your ratings" })).toContainText("Rated1 of 3");
  await rated.getByRole("button", { name: /^Change the rating/ }).click();
  await rated.getByRole("radio", { name: "Not useful" }).click();
  await expect.poll(() => measured("c-2")).toMatchObject({ useful: null });
  await rated.getByRole("button", { name: /^Undo the rating/ }).click();
  await expect(rated.getByRole("radio", { name: "Not useful" })).not.toBeChecked();
  await expectExactTotals();
});

test("the page in both themes, on a phone and on a wide screen", async ({ context }) => {
  const page = await signedIn(context, lena);
  const first = row(page, "Wants refund 2");
  const takeBack = async () => {
    await first.getByRole("button", { name: /^Undo the rating/ }).click();
    await expect(first.getByRole("radio", { name: "Partly" })).not.toBeChecked();
  };
  let isRated = false;
  await expectEveryLook(page, "rate", async () => {
    if (isRated) await takeBack();
    await page.goto(`${baton.url}/rate`);
    await first.getByRole("radio", { name: "Partly" }).click();
    await first.getByRole("radio", { name: "Skimmed" }).click();
    await first.getByText("Add a reason or a word").click();
    isRated = true;
  });
  await takeBack();
});

test.describe("the panel inside a desktop on another site", () => {
  let desktop: Server;
  let desktopUrl: string;
  let frames = "";

  test.beforeAll(async () => {
    desktop = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(`<!doctype html><title>Desktop</title>${frames}`);
    });
    await new Promise<void>((resolve) => desktop.listen(0, "127.0.0.1", resolve));
    desktopUrl = `http://127.0.0.1:${(desktop.address() as AddressInfo).port}`;
  });
  test.afterAll(() => desktop?.close());

  async function makeLink(conversationId: string): Promise<{ id: string; url: string }> {
    const response = await fetch(`${baton.url}/api/v1/embed-links`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ conversationId, agentId: "a-1" }),
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  /** Opens the desktop with a panel of 320 px, and answers what is in the panel. */
  async function open(page: Page, url: string) {
    frames = `<iframe src="${url}" title="Context" width="320" height="900"></iframe>`;
    await page.goto(desktopUrl);
    return page.frameLocator("iframe");
  }

  test("an administrator says which sites may show it; it is refused everywhere else", async ({
    browser,
    page,
  }) => {
    const { url } = await makeLink("c-0");
    await open(page, url);
    await expect
      .poll(() => page.frames().some((frame) => frame.url().startsWith("chrome-error:")))
      .toBe(true);

    const admin = await signedIn(await browser.newContext(), await baton.person("Ruth", "administrator"));
    await admin.goto(`${baton.url}/data/embed`);
    await admin.getByLabel("Sites of Desk").fill("http://desk.example.com");
    await admin.getByRole("button", { name: "Save sites" }).click();
    await expect(admin.getByRole("alert").first()).toContainText("is no site");
    await admin.getByLabel("Sites of Desk").fill(desktopUrl);
    await admin.getByRole("button", { name: "Save sites" }).click();
    await expect(admin.getByText("Saved, for panels opened from now on.")).toBeVisible();
    for (const desk of ["Zendesk", "Salesforce", "Genesys Cloud", "Chatwoot"]) {
      await admin.getByRole("heading", { name: desk }).click();
    }
    await admin.setViewportSize({ width: 390, height: 900 });
    await expectGoodLook(admin, "how to put it in");
    await admin.context().close();
  });

  test("shows the brief without cookies, takes a rating, and gives its secret to nobody", async ({
    page,
  }) => {
    const { url } = await makeLink("c-0");
    const secret = url.split("#")[1] ?? "";
    const seen: string[] = [];
    page.on("request", (request) => {
      seen.push(request.url(), JSON.stringify(request.headers()));
    });
    const panel = await open(page, url.replace("#", "?theme=dark#"));
    await expect(panel.getByRole("heading", { level: 1 })).toHaveText("Wants refund 0");
    await expect(panel.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(panel.getByText("Look up the order")).toBeVisible();
    await panel.getByRole("radio", { name: "Useful", exact: true }).click();
    await panel.getByRole("radio", { name: "Skimmed" }).click();
    await panel.getByRole("button", { name: "postcode" }).click();
    await expect(panel.getByText("Saved")).toBeVisible();
    await expect.poll(() => measured("c-0")).toEqual({ useful: 1, partly: null, again: 1 });
    await panel.getByRole("button", { name: "Undo" }).click();
    await expect(panel.getByText("Taken back.")).toBeVisible();
    expect(await measured("c-0")).toEqual({ useful: null, partly: null, again: null });
    await expectExactTotals();

    expect(await page.context().cookies()).toEqual([]);
    // The fragment is no part of what is sent: only the exchange's body has the secret.
    expect(seen.map((text) => text.split("#")[0]).join(" ")).not.toContain(secret);
    expect(page.frames()[1]?.url()).not.toContain("#");
  });

  test("waits for a hand-off that has not arrived, and is over when the link is revoked", async ({
    page,
  }) => {
    const { id, url } = await makeLink("c-late");
    const panel = await open(page, url);
    await expect(panel.getByRole("heading", { name: "Context has not arrived yet" })).toBeVisible();
    await commitRecords(baton.database, handedOff("c-late", "Came a little later", "a-1", 9));
    await expect(panel.getByRole("heading", { level: 1 })).toHaveText("Came a little later");

    const revoked = await fetch(`${baton.url}/api/v1/embed-links/${id}`, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(revoked.status).toBe(200);
    await panel.getByRole("radio", { name: "Useful", exact: true }).click();
    await panel.getByRole("radio", { name: "Used" }).click();
    await expect(panel.getByText("This link was taken back.")).toBeVisible();
    const again = await open(page, url);
    await expect(again.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expect(again.getByText("This link was taken back.")).toBeVisible();
  });

  test("in every state, in both themes and 320 pixels", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    for (const theme of THEMES) {
      for (const [about, heading] of [
        ["c-0", "Wants refund 0"],
        ["never", "Context has not arrived yet"],
      ] as const) {
        const { url } = await makeLink(about);
        await page.goto(url.replace("#", `?theme=${theme}#`));
        await expect(page.getByRole("heading", { name: heading })).toBeVisible();
        await expectGoodLook(page, `panel, ${heading}, ${theme}`);
      }
      await page.goto(`${baton.url}/embed/context/00000000-0000-4000-8000-000000000000?theme=${theme}#wrong`);
      await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
      await expectGoodLook(page, `panel, over, ${theme}`);
      // Without its secret a link is not tried again and again.
      await page.goto(`${baton.url}/embed/context/broken?theme=${theme}`);
      await expect(page.getByText("A part of this link is missing.")).toBeVisible();
      await page.goto(`${baton.url}/embed/context/broken?theme=${theme}#broken`);
      await page.reload();
      await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    }
  });
});
