import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { issueSetupToken } from "@/lib/access/setup";
import { type IdentityProvider, startIdentityProvider } from "./identity-provider";
import { emailOf, freePort, type OwnServer, PASSWORD, startOwnServer } from "./own-server";

let baton: OwnServer;
let provider: IdentityProvider;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  const port = await freePort();
  provider = await startIdentityProvider({
    redirectUri: `http://localhost:${port}/api/auth/callback/oidc`,
    people: {
      dora: { email: "Dora@example.org", email_verified: true, name: "Dora" },
      stranger: { email: "stranger@example.org", email_verified: true, name: "Stranger" },
    },
  });
  baton = await startOwnServer(port, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: "Example Identity",
  });
});
test.afterAll(async () => {
  await baton?.close();
  await provider?.close();
});

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail address").fill(emailOf(name));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Fails the test when the page's own policy blocks anything on it. */
function watchPolicy(page: Page): string[] {
  const blocked: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) blocked.push(message.text());
  });
  return blocked;
}

test("the first administrator is made with the token that the start prints", async ({ page }) => {
  const blocked = watchPolicy(page);
  const token = (await issueSetupToken(baton.database)) ?? "";
  await page.goto(baton.url);
  await expect(page).toHaveURL(`${baton.url}/first-run`);

  const fill = async (given: string, password: string) => {
    await page.getByLabel("Set-up token").fill(given);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail address").fill(emailOf("Ada"));
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Set up and sign in" }).click();
  };
  await fill("not the token", PASSWORD);
  await expect(page.getByRole("alert").first()).toContainText("This is not the set-up token");
  await expect(page.getByLabel("Your name")).toHaveValue("Ada");
  await fill(token, PASSWORD);
  await expect(page).toHaveURL(`${baton.url}/`);

  expect((await page.request.get(`${baton.url}/first-run`)).status()).toBe(404);
  expect(blocked).toEqual([]);
});

test("a page that is asked for comes after signing in; signing out ends the session", async ({ page }) => {
  await page.goto(`${baton.url}/settings?from=mail`);
  await expect(page).toHaveURL(`${baton.url}/sign-in?next=%2Fsettings%3Ffrom%3Dmail`);
  await signIn(page, "Ada", "wrong wrong wrong");
  await expect(page.getByRole("alert").first()).toContainText("do not match");
  await expect(page.getByLabel("E-mail address")).toHaveValue(emailOf("Ada"));
  await signIn(page, "Ada");
  await expect(page).toHaveURL(`${baton.url}/settings?from=mail`);

  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page).toHaveURL(`${baton.url}/sign-in`);
  await page.context().addCookies(cookies);
  await page.goto(`${baton.url}/settings`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("signing in works without JavaScript and leads to no other site", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baton.url}/sign-in?next=https://evil.example/`);
  await signIn(page, "Ada", "wrong wrong wrong");
  await expect(page.getByRole("alert")).toContainText("do not match");
  await signIn(page, "Ada");
  await expect(page).toHaveURL(`${baton.url}/`);
  await context.close();
});

test("five wrong passwords lock, with the same words for everybody", async ({ page }) => {
  await baton.person("Bob", "manager");
  await page.goto(`${baton.url}/sign-in`);
  for (let i = 0; i < 5; i += 1) {
    await signIn(page, "Bob", `wrong password ${i}`);
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  }
  const words = await page.getByRole("alert").first().textContent();
  await signIn(page, "Bob");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  await expect(page).toHaveURL(`${baton.url}/sign-in`);
  await signIn(page, "Nobody");
  await expect(page.getByLabel("E-mail address")).toHaveValue(emailOf("Nobody"));
  await expect(page.getByRole("alert").first()).toHaveText(words ?? "");
});

test("an administrator adds a person, links an agent, and takes it all back at once", async ({ browser }) => {
  const admin = await signedIn(await browser.newContext(), "Ada", "/settings");
  await admin.getByLabel("Name", { exact: true }).fill("Carla");
  await admin.getByLabel("E-mail address").fill(emailOf("Carla"));
  await admin.getByLabel("Role").selectOption("agent");
  await admin.getByRole("button", { name: "Add person" }).click();
  const password = (await admin.locator(".secret").textContent()) ?? "";

  const carla = await (await browser.newContext()).newPage();
  await carla.goto(`${baton.url}/sign-in`);
  await signIn(carla, "Carla", password);
  await expect(carla).toHaveURL(`${baton.url}/rate`);

  await carla.goto(`${baton.url}/settings`);
  await expect(carla.getByText("Only administrators manage people and their roles.")).toBeVisible();
  await expect(carla.getByText("You are signed in as an agent.")).toBeVisible();

  await admin.getByRole("link", { name: "Carla" }).click();
  await admin.getByLabel("Source", { exact: true }).fill("default");
  await admin.getByLabel("Agent id in that source").fill("agent-7");
  await admin.getByRole("button", { name: "Link agent" }).click();
  await expect(admin.getByRole("listitem").filter({ hasText: "agent-7" })).toBeVisible();
  await carla.goto(`${baton.url}/settings/account`);
  await expect(carla.getByText("agent-7 of default")).toBeVisible();

  await admin.getByRole("combobox", { name: "Role" }).selectOption("manager");
  await admin.getByRole("button", { name: "Change role" }).click();
  await expect(admin.getByText("The role is changed")).toBeVisible();
  await carla.reload();
  await expect(carla.locator("dd").filter({ hasText: "Manager" })).toBeVisible();

  await admin.getByText("Deactivate…").click();
  await admin.getByRole("button", { name: "Deactivate", exact: true }).click();
  await expect(admin.getByRole("button", { name: "Reactivate" })).toBeVisible();
  await carla.reload();
  await expect(carla).toHaveURL(/\/sign-in/);
});

test("a key works until it is revoked", async ({ browser }) => {
  const admin = await signedIn(await browser.newContext(), "Ada", "/data/keys");
  await admin.getByLabel("Name", { exact: true }).fill("bot platform");
  await admin.getByLabel(/^read:/).check();
  await admin.getByRole("button", { name: "Make key" }).click();
  const key = (await admin.locator(".secret").textContent()) ?? "";
  expect(key).toMatch(/^baton_/);
  const ask = async () =>
    (
      await admin.request.get(`${baton.url}/api/v1/metrics`, { headers: { Authorization: `Bearer ${key}` } })
    ).status();
  expect(await ask()).toBe(200);
  await admin.getByText("Revoke…").click();
  await admin.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(admin.getByText(/^Revoked /)).toBeVisible();
  await expect.poll(ask).toBe(401);
});

test("OpenID Connect signs in whom an administrator has added, and nobody else", async ({ browser }) => {
  await baton.person("Dora", "manager");
  const dora = await (await browser.newContext()).newPage();
  await dora.goto(`${baton.url}/settings/account`);
  await atProvider(dora, "dora");
  await expect(dora).toHaveURL(`${baton.url}/settings/account`);
  await expect(dora.getByText(emailOf("Dora"))).toBeVisible();

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${baton.url}/sign-in`);
  await atProvider(stranger, "stranger");
  await expect(stranger.getByText("Nobody with your e-mail address has been added here.")).toBeVisible();
});

/** A page that is open for somebody who has just signed in. */
async function signedIn(context: BrowserContext, name: string, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${baton.url}/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, name);
  await expect(page).toHaveURL(baton.url + path);
  return page;
}

/** Goes to the provider from the sign-in page, signs in there and consents. */
async function atProvider(page: Page, login: string): Promise<void> {
  await page.getByRole("button", { name: "Sign in with Example Identity" }).click();
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}
