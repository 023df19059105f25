import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { expireDrafts, findDraft, insertDraft, stopWork } from "@/lib/store/import-drafts";
import { readImport } from "@/lib/store/read-imports";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { stageFile } from "./stage-file";
import { importDraft, takeUpDrafts } from "./work-on-draft";

/*
 * An import that ends in the middle goes on in the same import, after the last record that was stored.
 */

const MASTER = "a key for tests that is long enough";
const NOW = Date.UTC(2026, 10, 20) * 1000;
const ROWS = 8_000;
const [TRANSFERRED, REFUSED] = [ROWS / 4, ROWS / 100];
const RECORDS = ROWS + TRANSFERRED;

let db: TestDatabase;
let services: IngestServices;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  services = { db, keyring: createKeyring(MASTER), clock: fixedClock(NOW) };
});
afterAll(() => db.close());

/** A draft of one file; every fourth conversation is transferred, every hundredth start is no time. */
async function staged(source: string): Promise<string> {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const start = i % 100 === 50 ? "soon" : `2026-11-${10 + (i % 9)} 09:00`;
    return `c-${i},${start},refund,${i % 4 === 0 ? "Billing" : ""}`;
  });
  async function* bytes() {
    yield Buffer.from(`Conversation ID,Started at,Intent,Queue\n${lines.join("\n")}\n`);
  }
  const draft = await insertDraft(db, { startedBy: "Ruth", createdAt: new Date(NOW / 1000) });
  await stageFile(services, draft, "large.csv", bytes(), { zone: "UTC", source });
  return draft;
}

async function importOf(draft: string) {
  const id = (await findDraft(db, draft))?.files[0]?.importId;
  return id ? readImport(db.pool, id) : null;
}

async function expectWhole(draft: string, source: string): Promise<void> {
  expect((await findDraft(db, draft))?.state).toBe("done");
  expect(await importOf(draft)).toMatchObject({
    state: "done",
    problem: null,
    received: RECORDS,
    created: RECORDS - REFUSED,
    updated: 0,
    unchanged: 0,
    rejected: REFUSED,
  });
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS records, count(DISTINCT import_id)::int AS imports FROM record
     WHERE conversation_id IN (SELECT id FROM conversation WHERE source = $1)`,
    [source],
  );
  expect(rows[0]).toEqual({ records: RECORDS - REFUSED, imports: 1 });
  expect(await totalsDifferences(db)).toEqual([]);
}

const IMPORTER = `
import { importDraft } from "@/lib/ingest/mapping/work-on-draft";
import { createKeyring } from "@/lib/secrets/keyring";
import { openDatabase } from "@/lib/store/database";
const db = openDatabase(process.env.DATABASE_URL ?? "");
const clock = { now: () => ${NOW} };
const begun = await importDraft({ db, keyring: createKeyring("${MASTER}"), clock }, process.env.DRAFT ?? "");
await begun?.ended;
`;

test("a process that is killed in the middle leaves nothing doubled and nothing out", async () => {
  const draft = await staged("killed");
  const folder = await mkdtemp(path.join(tmpdir(), "baton-import-"));
  try {
    const root = path.resolve(import.meta.dirname, "../../..");
    const script = path.join(folder, "importer.mts");
    const tsconfig = path.join(folder, "tsconfig.json");
    await writeFile(script, IMPORTER);
    await writeFile(tsconfig, JSON.stringify({ compilerOptions: { paths: { "@/*": [`${root}/*`] } } }));
    const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
    const child = spawn(process.execPath, [tsx, "--tsconfig", tsconfig, script], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: db.url, DRAFT: draft },
      stdio: "inherit",
      detached: true,
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    while (((await importOf(draft))?.received ?? 0) === 0 && child.exitCode === null) await setTimeout(20);
    if (child.pid && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const left = await importOf(draft);
  expect(left?.state).toBe("running");
  expect(left?.received).toBeGreaterThan(0);
  expect(left?.received).toBeLessThan(RECORDS);

  // While its lease lasts, nobody takes it up; then the next process does by itself.
  await takeUpDrafts(services);
  expect((await findDraft(db, draft))?.state).toBe("importing");
  await db.pool.query("UPDATE import_draft SET work_at = now() - interval '1 minute'");
  await takeUpDrafts(services);
  await expectWhole(draft, "killed");
});

test("an import that somebody stops goes on later", async () => {
  const draft = await staged("stopped");
  const begun = await importDraft(services, draft);
  await stopWork(db.pool, draft, "Ruth");
  await begun?.ended;
  expect(await findDraft(db, draft)).toMatchObject({ state: "stopped", problem: "Stopped by Ruth." });
  await takeUpDrafts(services);
  expect((await findDraft(db, draft))?.state).toBe("stopped");
  await (await importDraft(services, draft))?.ended;
  await expectWhole(draft, "stopped");
});

test("uploaded files that nobody imports expire, those being imported do not", async () => {
  const [left, busy] = [await staged("left"), await staged("busy")];
  await db.pool.query("UPDATE import_draft SET state = 'importing', work_at = now() WHERE id = $1", [busy]);
  const before = new Date(NOW / 1000);
  expect(await expireDrafts(db.pool, before)).toBe(0);
  await expireDrafts(db.pool, new Date(before.getTime() + 1));
  expect(await findDraft(db, left)).toBeNull();
  expect((await findDraft(db, busy))?.files).toHaveLength(1);
  const { rows } = await db.pool.query(
    "SELECT count(DISTINCT file_id)::int AS files FROM import_draft_chunk",
  );
  expect(rows[0]).toEqual({ files: 1 });
});
