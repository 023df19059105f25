import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { reasonMapOf } from "@/lib/domain/reason-map";
import type { CanonicalRecord } from "@/lib/domain/record";
import { changeReasonMap } from "@/lib/ingest/measure/measure-again";
import { verifyTotals } from "@/lib/ingest/measure/verify-totals";
import { commitRecords, conversation, handoff, SAMPLE_START } from "@/lib/ingest/samples/sample-records";
import { latestReasonMapVersion } from "@/lib/store/reason-map";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { numberIn } from "./numbers";
import { emailOf, freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * Reasons: on the demo, where nothing is changed, and the reason map on a Baton of its own.
 */

test.describe("on the demo", () => {
  test("a designer finds why conversations are handed off, down to the raw reasons and the rows", async ({
    page,
  }) => {
    await signIn(page, "designer");
    await page.goto("/");
    await page.getByRole("link", { name: "Reasons", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reasons");
    await expect(page.getByRole("img", { name: /^Reason mix by week, 12 weeks/ })).toBeVisible();
    for (const rate of [
      "Unclassified share",
      "Reason agreement",
      "Handed off after one failure",
      "Demand honoured",
    ]) {
      await expect(page.getByRole("region", { name: "Named and followed" }).getByText(rate)).toBeVisible();
    }
    const table = page.getByRole("table").filter({ hasText: "Reason of the first hand-off" });
    for (const [reason, metric] of [
      ["Tool error", "Conversations"],
      ["Bot failure", "Repeat information"],
      ["Unclassified", "Conversations"],
    ] as const) {
      const cell = table
        .locator("tbody tr", { has: page.getByRole("rowheader", { name: reason, exact: true }) })
        .locator(`[data-label="${metric}"]`);
      const link = cell.getByRole("link");
      const count = numberIn(await link.textContent());
      await link.click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        new RegExp(`^${count.toLocaleString("en-GB")} `),
      );
      await page.goBack();
    }
    await table.getByRole("link", { name: /^TOOL_ERROR: \d+ conversations, list$/ }).click();
    await expect(page.getByText("Raw reason: TOOL_ERROR")).toBeVisible();
  });

  test("period and filters are in the address and in every number", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/reasons?week=2026-W46&channel=voice");
    const table = page.getByRole("table").filter({ hasText: "Reason of the first hand-off" });
    const all = table.getByRole("row", { name: /^All handed-off conversations/ });
    const parts = await all.locator('[data-label="Conversations"]').getByRole("link").textContent();
    expect(numberIn(parts)).toBeGreaterThan(0);
    await page.goto("/reasons?week=2026-W46");
    const wider = await all.locator('[data-label="Conversations"]').getByRole("link").textContent();
    expect(numberIn(wider)).toBeGreaterThan(numberIn(parts));
    await page.getByRole("link", { name: "Table", exact: true }).first().click();
    await expect(page).toHaveURL(/over_time_as=table/);
    await expect(page.getByRole("rowheader", { name: /^Week 46/ })).toBeVisible();
    await page.goto("/reasons?week=2026-W20");
    await expect(page.getByText("No hand-offs in these days")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Raw reasons and what they mean" })).toBeVisible();
  });

  test("raw reasons that Baton does not know wait, most hand-offs first", async ({ page }) => {
    await signIn(page, "designer");
    await page.goto("/reasons");
    const rows = page.getByRole("region", { name: "Raw reasons waiting, table" }).locator("tbody tr");
    await expect(rows.first().getByRole("rowheader")).toHaveText("ESC_017");
    const link = rows.first().getByRole("link", { name: /conversations, list$/ });
    const count = numberIn(await link.textContent());
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${count} `));
  });

  test("in both themes, on a phone and on a wide screen", async ({ page }) => {
    await signIn(page, "designer");
    await expectEveryLook(page, "reasons", async () => {
      await page.goto("/reasons");
      await expect(page.getByRole("img", { name: /^Reason mix by week/ })).toBeVisible();
      for (const more of await page.locator(".reason-table summary:visible").all()) await more.click();
    });
  });
});

test.describe("the reason map", () => {
  test.describe.configure({ mode: "serial" });

  let baton: OwnServer;

  test.beforeAll(async () => {
    baton = await startOwnServer(await freePort());
    await commitRecords(baton.database, records());
  });
  test.afterAll(() => baton?.close());

  /** Sixty hand-offs whose reason Baton knows, thirty of raw reasons that it does not. */
  function records(): CanonicalRecord[] {
    return Array.from({ length: 90 }, (_, i) => {
      const id = `c-${i}`;
      const raw = i < 20 ? (i % 2 === 0 ? "ESC_017" : "esc_017") : "XFER, “misc” 50%";
      const reason = i % 2 === 0 ? "tool_error" : "needs_approval";
      return [
        conversation(id, { customerMessages: 3, queryType: "refund", startedAt: SAMPLE_START + i }),
        handoff(id, { status: "connected", ...(i < 30 ? { reasonRaw: raw } : { reason }) }),
      ];
    }).flat();
  }

  /** The id of a bot designer of that name. */
  async function designer(name: string): Promise<string> {
    const known = await baton.database.prisma.person.findUnique({ where: { email: emailOf(name) } });
    return known?.id ?? (await baton.person(name, "designer"));
  }

  async function signInAs(context: BrowserContext, name: string): Promise<Page> {
    await baton.signIn(context, await designer(name));
    return context.newPage();
  }

  const REASONS = "/reasons?from=2026-10-12&to=2026-10-18";
  const waiting = (page: Page) => page.getByRole("region", { name: "Raw reasons waiting, table" });
  const rate = (page: Page, name: string) =>
    page.getByRole("region", { name: "Named and followed" }).locator("dl > div").filter({ hasText: name });
  const preview = (page: Page) => page.getByRole("region", { name: "Preview of the change" });

  /** Opens the page again until the numbers follow the map. */
  async function openWhenMeasured(page: Page): Promise<void> {
    await expect(async () => {
      await page.goto(`${baton.url}${REASONS}`);
      await expect(page.getByText("Everything is being measured")).toHaveCount(0);
    }).toPass();
  }

  async function expectExactTotals(): Promise<void> {
    const differences: string[] = [];
    await verifyTotals(baton.database, (difference) => differences.push(difference));
    expect(differences).toEqual([]);
  }

  test("is edited in the page: a preview that comes true, a history, and the way back", async ({
    context,
  }) => {
    const page = await signInAs(context, "Dora");
    await page.goto(`${baton.url}${REASONS}`);
    await expect(page.getByText("30 hand-offs in all data came with 2 raw reasons")).toBeVisible();
    await expect(rate(page, "Unclassified share")).toContainText("30/90");
    await expect(waiting(page).getByRole("row", { name: /^ESC_017/ })).toContainText("also sent as esc_017");

    await page.getByRole("button", { name: "Preview the change" }).click();
    await expect(page.getByRole("alert").first()).toHaveText("Choose what at least one raw reason means.");

    await page.getByLabel("What ESC_017 of default means").selectOption({ label: "Knowledge gap" });
    await page
      .getByLabel("What XFER, “misc” 50% of default means")
      .selectOption({ label: "Operational: quota, opening hours, routing" });
    await page.getByRole("button", { name: "Preview the change" }).click();
    await expect(preview(page)).toBeFocused();
    await expect(preview(page)).toContainText("30 hand-offs in all data get another reason.");
    await expect(preview(page)).toContainText("“ESC_017” of default: Knowledge gap (was not mapped)");
    const line = preview(page)
      .getByRole("row", { name: /^Unclassified share/ })
      .first();
    await expect(line.getByRole("cell")).toContainText(["33.3%30/90", "0.0%0/80", "33.3 pts lower"]);
    await expect(
      preview(page)
        .getByRole("row", { name: /^Bot failure share/ })
        .first(),
    ).toContainText("50/80");
    await expect(page.getByLabel("What ESC_017 of default means")).toHaveValue("knowledge_gap");

    await page.getByRole("button", { name: "Apply to all data" }).click();
    await expect(page.getByText("Version 1 of the reason map is in force.")).toBeVisible();
    await openWhenMeasured(page);
    await expect(page.getByText("No raw reason waits")).toBeVisible();
    await expect(rate(page, "Unclassified share")).toContainText("0/80");
    await expect(page.getByRole("row", { name: /^Knowledge gap/ })).toContainText("20/90");
    await expectExactTotals();

    const history = page.getByRole("region", { name: "History of the reason map" });
    await expect(history.getByRole("listitem")).toHaveText([/^Version 1 by Dora, /]);
    await history.getByRole("button", { name: "Undo version 1" }).click();
    await expect(page.getByText("Version 2 of the reason map is in force")).toBeVisible();
    await openWhenMeasured(page);
    await expect(rate(page, "Unclassified share")).toContainText("30/90");
    await expect(history.getByRole("listitem")).toHaveText([
      /^Version 2, nothing mapped again/,
      /^Version 1 /,
    ]);
    await expectExactTotals();
  });

  test("is edited without JavaScript, too", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await signInAs(context, "Nora");
    await page.goto(`${baton.url}${REASONS}`);
    await page.getByLabel("What ESC_017 of default means").selectOption("asked_midway");
    await page.getByRole("button", { name: "Preview the change" }).click();
    await expect(preview(page)).toContainText("20 hand-offs in all data get another reason.");
    await expect(page.getByLabel("What ESC_017 of default means")).toHaveValue("asked_midway");
    await page.getByRole("button", { name: "Apply to all data" }).click();
    await expect(page.getByText("Version 3 of the reason map is in force.")).toBeVisible();
    await openWhenMeasured(page);
    await expect(page.getByText("1 raw reason is mapped")).toBeVisible();
    await expect(rate(page, "Unclassified share")).toContainText("10/90");

    await page.getByText("1 raw reason is mapped").click();
    await page.getByLabel("What ESC_017 of default means").selectOption({ label: "Not mapped" });
    await page.getByRole("button", { name: "Preview the change" }).click();
    await expect(preview(page)).toContainText("not mapped (was Asked midway)");
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await expect(
      page.getByText("Version 4 of the reason map is in force; it is the same as version 1."),
    ).toBeVisible();
    await openWhenMeasured(page);
    await expect(rate(page, "Unclassified share")).toContainText("0/80");
    await page.getByRole("button", { name: "Undo version 4" }).click();
    await openWhenMeasured(page);
    await page.getByRole("button", { name: "Go back to version 2" }).click();
    await openWhenMeasured(page);
    await context.close();
  });

  test("that somebody else changed meanwhile is looked at again first", async ({ browser }) => {
    const [one, other] = [await browser.newContext(), await browser.newContext()];
    const [mine, theirs] = [await signInAs(one, "Dora"), await signInAs(other, "Nora")];
    for (const page of [mine, theirs]) {
      await page.goto(`${baton.url}${REASONS}`);
      await page.getByLabel("What ESC_017 of default means").selectOption("tool_error");
      await page.getByRole("button", { name: "Preview the change" }).click();
      await expect(preview(page)).toBeVisible();
    }
    await theirs.getByRole("button", { name: "Apply to all data" }).click();
    await expect(theirs.getByText("is in force.")).toBeVisible();
    await mine.getByRole("button", { name: "Apply to all data" }).click();
    await expect(mine.getByRole("alert").first()).toContainText("Somebody changed the reason map meanwhile.");
    await openWhenMeasured(mine);
    await expect(rate(mine, "Unclassified share")).toContainText("10/90");
    await one.close();
    await other.close();
  });

  test("in every state, in both themes, on a phone and on a wide screen", async ({ context }) => {
    const page = await signInAs(context, "Dora");
    await changeReasonMap(baton.database, await latestReasonMapVersion(baton.database.pool), {
      map: reasonMapOf([{ source: "default", raw: "ESC_017", reason: "tool_error" }]),
      restores: null,
      authorId: await designer("Dora"),
      createdAt: new Date(Date.UTC(2026, 10, 22)),
    });
    await expectEveryLook(page, "preview and history", async () => {
      await page.goto(`${baton.url}${REASONS}`);
      await page.getByText("1 raw reason is mapped").click();
      await page.getByLabel("What ESC_017 of default means").selectOption("none");
      await page.getByRole("button", { name: "Preview the change" }).click();
      await expect(preview(page)).toBeVisible();
    });
  });
});
