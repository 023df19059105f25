import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { addSheets, removeFile, startCheck, startImport, uploadFile } from "./import-drafts";
import { prepareImportDraft } from "./prepare-import-draft";
import { readImportDraft } from "./read-import-draft";

const NOW = Date.UTC(2026, 10, 20);

let db: TestDatabase;
let services: IngestServices;
let actor: PersonActor;
let workbook: Uint8Array;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  actor = await samplePerson(db, "Ruth", "administrator");
  const keyring = createKeyring("a key for tests that is long enough");
  services = { db, keyring, clock: fixedClock(NOW * 1000) };
  workbook = await writeXlsx({
    sheets: [
      {
        name: "Chats",
        rows: [
          ["Chat ID", "Start time", "Outcome"],
          ["a-1", new Date(Date.UTC(2026, 10, 9, 8)), "handed off"],
          ["a-2", new Date(Date.UTC(2026, 10, 9, 9)), "contained"],
        ],
      },
      {
        name: "Ratings",
        rows: [
          ["Chat ID", "CSAT", "Comment"],
          ["a-1", "4/5", "fine"],
          ["a-2", "5/5", "quick"],
        ],
      },
      {
        name: "Hand-offs",
        rows: [
          ["Exported on Monday"],
          ["Chat ID", "Handoff time", "Handoff reason"],
          ["a-1", new Date(Date.UTC(2026, 10, 9, 8, 5)), "asked for a person"],
        ],
      },
      { name: "Empty", rows: [] },
    ],
  });
});
afterAll(() => db.close());

async function upload() {
  const bytes = async function* () {
    yield workbook;
  };
  return uploadFile(services, actor, null, { name: "export.xlsx", bytes: bytes() });
}

const viewOf = async (draft: string) =>
  prepareImportDraft(await readImportDraft(services, actor, draft), NOW);

test("several sheets of one upload are files of their own, joined by conversation id", async () => {
  const { draft, file } = await upload();
  expect((await viewOf(draft)).files[0]?.furtherSheets).toEqual(["Ratings", "Hand-offs", "Empty"]);
  await addSheets(services, actor, draft, file, ["Ratings", "Hand-offs"]);
  const { files } = await viewOf(draft);
  expect(files.map(({ name, what }) => [name, what.split(" · ").at(-1)])).toEqual([
    ["export.xlsx", "conversations"],
    ["export.xlsx (Ratings)", "surveys"],
    ["export.xlsx (Hand-offs)", "hand-offs"],
  ]);
  expect(files.map(({ furtherSheets }) => furtherSheets)).toEqual([["Empty"], ["Empty"], ["Empty"]]);

  await startCheck(services, actor, draft);
  await startImport(services, actor, draft);
  await vi.waitFor(async () => expect((await viewOf(draft)).state).toBe("done"), { timeout: 60_000 });
  const { rows } = await db.pool.query(
    "SELECT sum(eligible)::int AS eligible, sum(handed_off)::int AS handed, sum(post_answered)::int AS answered FROM measure",
  );
  expect(rows).toEqual([{ eligible: 2, handed: 1, answered: 1 }]);
});

test("a sheet without a table leaves nothing; each file goes and stays by itself", async () => {
  const { draft, file } = await upload();
  await expect(addSheets(services, actor, draft, file, ["Empty"])).rejects.toMatchObject({
    code: "malformed_body",
  });
  await expect(addSheets(services, actor, draft, file, ["Secret"])).rejects.toMatchObject({
    code: "invalid_value",
  });
  await expect(addSheets(services, actor, draft, file, [])).rejects.toMatchObject({ code: "missing_value" });
  expect((await viewOf(draft)).files).toHaveLength(1);

  await addSheets(services, actor, draft, file, ["Ratings"]);
  await removeFile(services, actor, draft, file);
  const [left] = (await viewOf(draft)).files;
  expect(left).toMatchObject({ furtherSheets: ["Chats", "Hand-offs", "Empty"], problems: [] });
  // A sheet of a sheet is one of the workbook.
  await addSheets(services, actor, draft, left?.id ?? "", ["Chats"]);
  expect((await viewOf(draft)).files.at(-1)?.name).toBe("export.xlsx (Chats)");
  const { rows } = await db.pool.query<{ size: number }>(
    "SELECT DISTINCT octet_length(body) AS size FROM import_draft_chunk",
  );
  expect(rows).toHaveLength(1);
});
