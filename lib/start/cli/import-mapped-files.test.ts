import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parseMapping } from "@/lib/ingest/mapping/mapping";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { saveMapping } from "@/lib/store/import-mappings";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { Installation } from "../installation";
import { importMappedFiles } from "./import-mapped-files";

let db: TestDatabase;
let folder: string;
let installation: Installation;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  folder = await mkdtemp(path.join(tmpdir(), "baton-mapped-"));
  installation = {
    database: db,
    keyring: createKeyring("a key for tests that is long enough"),
    variables: { DATABASE_URL: db.url, BATON_DATA_DIR: folder, BATON_SECRET: "" },
    close: async () => undefined,
  };
  const mapping = parseMapping({
    version: 1,
    reads: "columns",
    zone: "Europe/Berlin",
    columns: [
      { column: "Fall", key: "conversationId", ids: { digits: 1 } },
      { column: "Wann", key: "conversation.startedAt", order: "dmy" },
      { column: "Nachrichten", key: "conversation.customerMessages" },
    ],
    constants: { source: "desk" },
    decimal: ",",
    file: { above: 1, delimiter: ":" },
  });
  await saveMapping(db, { name: "Desk", mapping, savedBy: "Ruth", updatedAt: new Date(0) });
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

test("--mapping reads tables as they were read in the wizard, with what was corrected there", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const text =
    "Bericht: November\nFall:Wann:Nachrichten\n0007:16.11.2026 09.30:1.234\n0008:heute:2\nSumme::3\n";
  const [plain, packed] = [path.join(folder, "a.csv"), path.join(folder, "b.csv.gz")];
  await writeFile(plain, text);
  await writeFile(packed, gzipSync(text.replaceAll("000", "001")));
  await importMappedFiles(installation, [plain, packed], "Desk", undefined);
  const { rows } = await db.pool.query(
    `SELECT c.source, c.external_id AS id, r.body->>'startedAt' AS at, (r.body->>'customerMessages')::int AS messages
     FROM conversation AS c JOIN record AS r ON r.conversation_id = c.id ORDER BY length(c.external_id)`,
  );
  const at = String(Date.UTC(2026, 10, 16, 8, 30) * 1000);
  expect(rows).toEqual([
    { source: "desk", id: "7", at, messages: 1234 },
    { source: "desk", id: "17", at, messages: 1234 },
  ]);
  expect(said.mock.calls.flat().join("\n")).toMatch(/a\.csv: 2 records \(1 created.*1 rejected\)/);
  await expect(importMappedFiles(installation, [plain], "Other", undefined)).rejects.toThrow(
    "There is no mapping named Other. Saved are: Desk.",
  );
  said.mockRestore();
});
