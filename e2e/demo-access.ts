import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { DEMO_USERS, type DemoRole } from "@/lib/demo/demo-users";

/** Where the server for the tests leaves its API key (e2e/server.ts). */
export const API_KEY_FILE = path.resolve("test-results/e2e-api-key");

/** The key of the demo that the tests share; may only read. */
export async function demoApiKey(): Promise<string> {
  return (await readFile(API_KEY_FILE, "utf8")).trim();
}

/** Signs in to the demo through the sign-in page, as the person of a role. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  const user = DEMO_USERS.find((one) => one.role === role);
  if (!user) throw new Error(`The demo has no ${role}.`);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
