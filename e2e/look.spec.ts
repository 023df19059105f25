import { expect, type Locator, type Page, test } from "@playwright/test";
import type { DemoRole } from "@/lib/demo/demo-users";
import { signIn } from "./demo-access";
import { expectEveryLook, expectGoodLook, WIDTHS } from "./looks";

/*
 * Every page in both themes, on a phone and on a wide screen: nothing that WCAG 2.2 AA forbids, nothing that runs out
 * of the window, and everything within reach of the keyboard.
 */

const PAGES: readonly { readonly name: string; readonly path: string; readonly role: DemoRole }[] = [
  { name: "weekly review", path: "/", role: "manager" },
  {
    name: "weekly review, all types and tables",
    path: "/?types=all&trend_as=table&reasons_as=table",
    role: "manager",
  },
  {
    name: "weekly review, another week, filtered",
    path: "/?week=2026-W40&channel=voice&query_type=bereavement",
    role: "designer",
  },
  { name: "empty week", path: "/?week=2026-W20", role: "manager" },
  {
    name: "conversations",
    path: "/conversations?metric=repeat_information_rate&week=2026-W46",
    role: "manager",
  },
  { name: "conversations of an agent", path: "/conversations", role: "agent" },
  { name: "definitions", path: "/definitions", role: "manager" },
  { name: "data", path: "/data", role: "administrator" },
  { name: "keys", path: "/data/keys", role: "administrator" },
  { name: "settings", path: "/settings", role: "administrator" },
  { name: "account", path: "/settings/account", role: "manager" },
  { name: "refusal", path: "/data", role: "manager" },
  { name: "nothing here", path: "/conversations/wren/never", role: "manager" },
];

/** Goes on with the keyboard until something has the focus; fails when it is not within twelve steps. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target).toBeFocused();
}

for (const { name, path, role } of PAGES) {
  test(`${name}, as ${role}`, async ({ page }) => {
    await signIn(page, role);
    await expectEveryLook(page, name, async () => {
      await page.goto(path);
      // Charts come after the numbers.
      await expect(page.locator(".chart-skeleton")).toHaveCount(0);
    });
  });
}

test("one conversation", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/conversations?metric=repeat_information_rate&week=2026-W46&query_type=order_status");
  const path = await page.locator("table.conversations tbody th a").first().getAttribute("href");
  await expectEveryLook(page, "conversation", async () => {
    await page.goto(path ?? "no link");
  });
});

test("one import", async ({ page }) => {
  await signIn(page, "administrator");
  await page.goto("/data");
  const path = await page.getByRole("link", { name: "Generated demo records" }).first().getAttribute("href");
  await expectEveryLook(page, "import", async () => {
    await page.goto(path ?? "no link");
  });
});

test("sign-in", async ({ page }) => {
  await expectEveryLook(page, "sign-in", async () => {
    await page.goto("/sign-in");
  });
});

test("what opens from a button is as good", async ({ page }) => {
  await signIn(page, "manager");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/");
    for (const button of [/^Week 46/, /^Channel/]) {
      await page.getByRole("button", { name: button }).click();
      await expectGoodLook(page, String(button));
      await page.keyboard.press("Escape");
    }
  }
  await page.setViewportSize({ width: 390, height: 900 });
  await page.goto("/");
  await page.getByRole("button", { name: "Menu" }).click();
  await expectGoodLook(page, "menu");
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Definitions" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Definitions");
  await expect(page.getByRole("navigation", { name: "Menu" })).toBeHidden();
});

test("the colours are right from the first byte, and stay as chosen", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/definitions");
  await page.getByRole("button", { name: "Dark" }).first().click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const html = await (await page.request.get("/definitions")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  await page.getByRole("button", { name: "Auto" }).first().click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("the keyboard reaches everything", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Previous week" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Weeks" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("navigation", { name: "Weeks" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Week 46/ })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: /^Channel/ }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator("#filter-channel input").first()).toBeFocused();
});

test("on a phone the other numbers of a query type are one tap away", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 900 });
  await signIn(page, "manager");
  await page.goto("/");
  const row = page.locator("table.qt tbody tr").nth(1);
  await expect(row.locator('[data-label="Hand-off rate"]')).toBeVisible();
  await expect(row.locator('[data-label="Agent sentiment"]')).toBeHidden();
  await row.getByText("CSAT and sentiment").click();
  await expect(row.locator('[data-label="Agent sentiment"]')).toBeVisible();
});

test("nothing is refused by the content security policy", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
  });
  await signIn(page, "manager");
  for (const path of ["/", "/conversations", "/definitions"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(refused).toEqual([]);
});
