import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { fixedClock } from "@/lib/domain/clock";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { undoImport } from "@/lib/reports/erasure/undo-import";
import {
  changeDefaults,
  startCheck,
  startImport,
  uploadFile,
} from "@/lib/reports/import-wizard/import-drafts";
import { readImportDraft } from "@/lib/reports/import-wizard/read-import-draft";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";

/*
 * Three files of three tools, as they come: semicolons, German dates, Windows-1252, stars as 4/5, Ja and Nein.
 */

const BOT = `Konversations-ID;Gestartet am;Anliegen;Kanal;Ergebnis;Kundennachrichten
k-1;16.11.2026 09:00;Rückgabe;WhatsApp;Übergeben;4
k-2;16.11.2026 10:30;Rückgabe;Webseite;Gelöst;2
k-3;17.11.2026 23:30;Lieferung;Telefon;Übergeben;5
k-4;18.11.2026 08:00;Lieferung;Telefon;Gelöst;3
k-5;morgen;Lieferung;Telefon;Gelöst;3
`;
const DESK = `Gesprächs-ID\tÜbergabe am\tÜbergabegrund\tWarteschlange\tMitarbeiter
k-1\t16.11.2026 09:03\tKundenwunsch\tReklamation\tÖzil
k-3\t17.11.2026 23:35\tTechnischer Fehler\tVersand\tAnn
k-9\t17.11.2026 23:35\tSonstiges\tVersand\tAnn
`;
const SURVEY = `Vorgangsnummer;Beantwortet am;Bewertung;Mussten Sie sich wiederholen;Kommentar
k-1;16.11.2026 12:00;4/5;Nein;schön
k-3;18.11.2026 12:00;1/5;Ja;
k-2;16.11.2026 12:00;k.A.;;
`;

const actor: PersonActor = {
  kind: "person",
  id: "00000000-0000-4000-8000-000000000001",
  name: "Ruth",
  email: "ruth@example.org",
  role: "administrator",
  agents: [],
};

let db: TestDatabase;
let services: IngestServices;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const now = Date.UTC(2026, 10, 20) * 1000;
  services = { db, keyring: createKeyring("a key for tests that is long enough"), clock: fixedClock(now) };
});
afterAll(() => db.close());

async function upload(draft: string | null, name: string, text: string) {
  async function* bytes() {
    yield Buffer.from(text, "latin1");
  }
  return (await uploadFile(services, actor, draft, { name, bytes: bytes() })).draft;
}

/** The draft once its import has ended: starting one waits only a moment, and a loaded machine takes longer. */
function imported(draft: string) {
  return vi.waitFor(
    async () => {
      const now = await readImportDraft(services, actor, draft);
      expect(now.draft.state).toBe("done");
      return now;
    },
    { timeout: 60_000, interval: 100 },
  );
}

it("three files are recognised, joined, checked, imported and undone", async () => {
  const draft = await upload(null, "umfrage.csv", SURVEY);
  await upload(draft, "desk.csv", DESK);
  await upload(draft, "bot.csv", BOT);
  await changeDefaults(services, actor, draft, { zone: "Europe/Berlin", source: "acme", order: "dmy" });

  await startCheck(services, actor, draft);
  const { checked, draft: stored } = await readImportDraft(services, actor, draft);
  expect(stored.state).toBe("checked");
  expect(
    checked?.files.map(({ rows, records, matched, waiting, refused }) => ({
      rows,
      records,
      matched,
      waiting,
      refused,
    })),
  ).toEqual([
    { rows: 5, records: { conversation: 4 }, matched: 0, waiting: 0, refused: 1 },
    { rows: 3, records: { survey: 3 }, matched: 3, waiting: 0, refused: 0 },
    { rows: 3, records: { handoff: 3 }, matched: 2, waiting: 1, refused: 0 },
  ]);
  expect(checked?.files[0]?.kinds).toMatchObject([{ type: "conversation", path: "/startedAt", count: 1 }]);

  await startImport(services, actor, draft);
  const done = await imported(draft);
  expect(done.files.map(({ imported }) => [imported?.created, imported?.rejected])).toEqual([
    [3, 0],
    [3, 0],
    [4, 1],
  ]);
  expect(done.report?.period).toMatchObject({ from: "2026-11-16", to: "2026-11-18" });
  expect(done.report?.rows[0]?.values).toMatchObject({
    conversations: { value: 4 },
    hand_offs: { value: 2 },
    hand_off_rate: { numerator: 2, denominator: 4 },
    post_hand_off_csat: { numerator: 1, denominator: 2 },
  });
  const kept = await db.pool.query("SELECT count(*)::int AS count FROM import_draft_chunk");
  expect(kept.rows[0]).toEqual({ count: 0 });

  // The same files again change nothing; and each can be taken back.
  const again = await upload(null, "bot.csv", BOT);
  await changeDefaults(services, actor, again, { zone: "Europe/Berlin", source: "acme", order: "dmy" });
  await startImport(services, actor, again);
  expect((await imported(again)).files[0]?.imported).toMatchObject({
    created: 0,
    unchanged: 4,
    rejected: 1,
  });
  await undoImport(db, actor, done.files[0]?.imported?.id ?? "");
  expect((await readImportDraft(services, actor, draft)).report?.rows[0]?.values).toMatchObject({
    hand_offs: { value: 2 },
    post_hand_off_csat: { denominator: 0 },
  });
});

it("what is no table leaves nothing behind, and says why", async () => {
  await expect(upload(null, "empty.csv", "")).rejects.toThrow(/empty\.csv cannot be read as a table/);
  const drafts = await db.pool.query("SELECT FROM import_draft WHERE state = 'open'");
  expect(drafts.rowCount).toBe(0);
});
