import { expect } from "@playwright/test";
import { writeXlsx } from "hucre/xlsx";
import { signIn } from "./demo-access";
import { expectEveryLook } from "./looks";
import { test } from "./own-demo";

/*
 * An administrator brings three exports in odd shapes in, corrects a column, saves the mapping, and sees the numbers.
 */

const SOURCE = `wizard-e2e-${Date.now()}`;
const latin = (name: string, text: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text, "latin1"),
});
const BOT = latin(
  "bot.csv",
  "Bot-Bericht November;;;;;\n" +
    "Konversations-ID;Gestartet am;Anliegen;Kanal;Ergebnis;Kundennachrichten\n" +
    "k-1;03.11.2026 09:00;Rückgabe;WhatsApp;Übergeben;4\nk-2;03.11.2026 10:30;Rückgabe;Webseite;Gelöst;2\n" +
    "k-3;04.11.2026 23:30;Lieferung;Telefon;Übergeben;5\nk-4;morgen;Lieferung;Telefon;Gelöst;5\nGesamt;;;;;16\n",
);
const DESK = latin(
  "desk.csv",
  "Gesprächs-ID;Übergabe am;Übergabegrund;Warteschlange\n" +
    "BOT/0001;03.11.2026 09:03;Kundenwunsch;Reklamation\nBOT/0003;04.11.2026 23:35;Technischer Fehler;Versand\n",
);
const SURVEY = latin(
  "survey.csv",
  "Vorgangsnummer;Beantwortet am;Bewertung;Antwort A\nk-1;03.11.2026 12:00;4/5;Nein\nk-3;05.11.2026 12:00;1/5;Ja\n",
);

test("three exports become numbers, and the mapping serves the interface too", async ({
  page,
  request,
  ownDemo,
}, info) => {
  await signIn(page, "administrator");
  await page.goto("/data");
  await page.getByRole("link", { name: "Import files" }).click();
  await expect(page.getByRole("heading", { name: "Import files" })).toBeVisible();
  await expectEveryLook(page);
  await page.getByLabel("Drop files here, or choose them").setInputFiles([BOT, DESK, SURVEY]);
  await page.getByRole("button", { name: "Read the files" }).click();
  await expect(page.getByRole("heading", { name: "bot.csv, desk.csv, survey.csv" })).toBeVisible();

  // What Baton guessed; one column it could not know is said.
  await expect(page.getByLabel("Meaning of Gestartet am")).toHaveValue("conversation.startedAt");
  await expect(page.getByLabel("Meaning of Bewertung")).toHaveValue("survey.score");
  const survey = page.locator("section.sec", {
    has: page.getByRole("heading", { name: "survey.csv", exact: true }),
  });
  await survey.getByLabel("Meaning of Antwort A").selectOption({ label: "Customer had to repeat" });
  await survey.getByRole("button", { name: "Apply changes" }).click();
  await expect(survey.getByText("Customer had to repeat yes")).toBeVisible();
  await page.getByLabel("Time zone", { exact: true }).fill("Europe/Berlin");
  await page.getByLabel("Source", { exact: true }).fill(SOURCE);
  await page.getByRole("button", { name: "Apply to all files" }).click();
  await expect(page.getByText("Applied to all files.")).toBeVisible();
  const bot = page.locator("section.sec", {
    has: page.getByRole("heading", { name: "bot.csv", exact: true }),
  });
  await expect(bot.getByText(/Started at Tue,? 3 Nov 2026, 09:00/).first()).toBeVisible();

  // What Baton saw of the file is shown, and can be corrected: with a wrong header nothing fits, and back.
  await bot.getByText("How it is read").click();
  const header = bot.getByLabel("Columns are named in");
  await expect(header).toHaveValue("1");
  await expect(bot.getByLabel("Encoding")).toHaveValue("windows-1252");
  await header.selectOption("0");
  await bot.getByRole("button", { name: "Read it so" }).click();
  await expect(bot.getByText("Say which column holds the conversation id", { exact: false })).toBeVisible();
  await header.selectOption("1");
  await bot.getByRole("button", { name: "Read it so" }).click();
  await expect(bot.getByLabel("Meaning of Gestartet am")).toHaveValue("conversation.startedAt");
  await survey.getByText("Save this mapping").click();
  await survey.getByLabel("Save as").fill(SOURCE);
  await survey.getByRole("button", { name: "Save mapping" }).click();
  await expect(survey.getByText("Saved.", { exact: false })).toBeVisible();
  await page.screenshot({ path: info.outputPath("mapping.png"), fullPage: true });
  await expectEveryLook(page);

  await page.getByRole("button", { name: "Check what importing would do" }).click();
  const check = page.getByRole("region", { name: "What importing would do, table" });
  await expect(check.getByRole("row", { name: /^bot\.csv/ })).toContainText("3 conversations");
  await expect(check.getByRole("row", { name: /^bot\.csv/ })).toContainText("1 row says nothing of a record");
  // The desk writes the ids otherwise: Baton says so, and offers the way back.
  await expect(page.getByText("2 records of desk.csv find no conversation", { exact: false })).toContainText(
    "Written without “BOT/” at the beginning, without leading zeros, with “k-” before it (k-1), 2 of 2",
  );
  await expect(page.getByRole("region", { name: "What would be refused, table" })).toContainText(
    "/startedAt",
  );
  await page.screenshot({ path: info.outputPath("check.png"), fullPage: true });
  await expectEveryLook(page);

  await page.getByRole("button", { name: "Read the ids so, and check again" }).click();
  await expect(check.getByRole("row", { name: /^desk\.csv/ })).toContainText(/2 hand-offs\s*2\s*0\s*0/);
  await page.getByRole("button", { name: "Import 7 records" }).click();
  await expect(page.getByRole("heading", { name: "Now in the numbers" })).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: info.outputPath("done.png"), fullPage: true });
  await expectEveryLook(page);
  const headers = { Authorization: `Bearer ${ownDemo.apiKey}` };
  const numbers = async () => {
    const response = await request.get(
      `/api/v1/reports?source=${SOURCE}&metrics=conversations,hand_offs,post_hand_off_csat,customer_reported_repeat_rate`,
      { headers },
    );
    return (await response.json()).rows[0].values;
  };
  expect(await numbers()).toMatchObject({
    conversations: { value: 3 },
    hand_offs: { value: 2 },
    post_hand_off_csat: { numerator: 1, denominator: 2 },
    customer_reported_repeat_rate: { numerator: 1, denominator: 2 },
  });

  // The next export of the same tool, over HTTP, by the saved mapping.
  const sent = await request.post(`/api/v1/records?mapping=${SOURCE}`, {
    headers: { ...headers, "Content-Type": "application/octet-stream" },
    data: Buffer.from("Vorgangsnummer;Beantwortet am;Bewertung;Antwort A\nk-3;06.11.2026 12:00;5/5;Nein\n"),
  });
  expect(await sent.json()).toMatchObject({ received: 1, updated: 1, rejected: 0 });
  expect(await numbers()).toMatchObject({ post_hand_off_csat: { numerator: 2, denominator: 2 } });
});

test("what cannot be read is said, the rest goes on, and no correction is forgotten", async ({ page }) => {
  await signIn(page, "administrator");
  await page.goto("/data/import");
  await page
    .getByLabel("Drop files here, or choose them")
    .setInputFiles([
      latin("login.csv", "<!doctype html><html><body>Sign in</body></html>"),
      latin("chats.csv", "Session ID,Start time,Result\ns-1,2026-11-03 09:00,5\ns-2,2026-11-03 10:00,4\n"),
    ]);
  await page.getByRole("button", { name: "Read the files" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "login.csv" })).toContainText(
    "It is a web page, perhaps the one to sign in at.",
  );
  await page.getByRole("link", { name: "Go on with the other files" }).click();
  await expect(page.getByRole("heading", { name: "chats.csv", exact: true }).first()).toBeVisible();

  const check = page.getByRole("button", { name: "Check what importing would do" });
  const first = page.getByText("Something above is changed and not applied yet.", { exact: false });
  await expect(check).toBeVisible();
  await page.getByLabel("Meaning of Result").selectOption({ label: "Customer messages" });
  await expect(first).toBeVisible();
  await expect(check).toBeHidden();
  await expectEveryLook(page);
  await page.getByRole("button", { name: "Apply changes" }).click();
  await expect(first).toBeHidden();
  await expect(check).toBeVisible();
  await expect(page.getByRole("table").last()).toContainText("Customer messages 5");
  // The button that was pressed is gone afterwards; the keyboard goes on from what it led to.
  await check.press("Enter");
  await expect(page.getByRole("heading", { name: "What importing would do" })).toBeFocused();
});

/** Hand-offs and ratings, each on a sheet of its own. */
async function workbook(): Promise<Buffer> {
  const sheets = [
    {
      name: "Hand-offs",
      rows: [
        ["Session ID", "Handoff reason"],
        ["s-1", "asked for a person"],
      ],
    },
    {
      name: "Ratings",
      rows: [
        ["Session ID", "CSAT"],
        ["s-1", "4/5"],
      ],
    },
  ];
  return Buffer.from(await writeXlsx({ sheets }));
}

test("works without a script", async ({ browser, page, ownDemo }) => {
  await signIn(page, "administrator");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: ownDemo.url,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto("/data/import");
  await plain
    .getByLabel("Drop files here, or choose them")
    .setInputFiles([
      latin(
        "chats.txt",
        "Session ID|Start time|Intent\ns-1|2026-11-03 09:00|refund\ns-2|2026-11-03 10:00|refund\ns-3|2026-11-04 10:00|delivery\n",
      ),
      { name: "desk.xlsx", mimeType: "application/octet-stream", buffer: await workbook() },
    ]);
  await plain.getByRole("button", { name: "Read the files" }).click();
  const sectionOf = (name: string) =>
    plain.locator("section.sec", { has: plain.getByRole("heading", { name, exact: true }) });
  const chats = sectionOf("chats.txt");
  await chats.getByText("How it is read").click();
  await chats.getByLabel("Time zone of this file").fill("Asia/Tokyo");
  await chats.getByRole("button", { name: "Read it so" }).click();
  // The other sheet of the workbook, without uploading it again.
  const desk = sectionOf("desk.xlsx");
  await desk.getByText("Add more sheets").click();
  await desk.getByRole("checkbox", { name: "Ratings" }).check();
  await desk.getByRole("button", { name: "Add these sheets" }).click();
  await expect(sectionOf("desk.xlsx (Ratings)")).toContainText("surveys");
  await expect(plain.getByText("times in Asia/Tokyo", { exact: false })).toBeVisible();
  await plain.getByLabel("Source", { exact: true }).fill(`${SOURCE}-plain`);
  await plain.getByRole("button", { name: "Apply to all files" }).click();
  await expect(plain.getByText("Applied to all files.")).toBeVisible();
  await plain.getByRole("button", { name: "Check what importing would do" }).click();
  await plain.getByRole("button", { name: "Import 5 records" }).click();
  await expect(plain.getByRole("heading", { name: "Now in the numbers" })).toBeVisible();
  await context.close();
});
