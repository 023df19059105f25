import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { ROLES } from "@/lib/access/permissions";
import { fixedClock } from "@/lib/domain/clock";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { stopDeadImports } from "@/lib/store/import-states";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { readImportDetail } from "./import-detail";
import { readDataOverview, readImportStatus, refusedRecords } from "./read-import";

const NOW = Date.UTC(2026, 10, 22, 12) * 1000;
const keyring = createKeyring("a master key for the tests of imports, long enough");
const KEY_A = "00000000-0000-4000-8000-00000000000a";
const KEY_B = "00000000-0000-4000-8000-00000000000b";

const person = (role: (typeof ROLES)[number]): Actor => ({
  kind: "person",
  id: "p",
  name: "P",
  email: "p@x.org",
  role,
  agents: [],
});
const ADMINISTRATOR = person("administrator");
const key = (id: string, ...scopes: ("ingest" | "read" | "embed")[]): Actor => ({
  kind: "key",
  id,
  name: "k",
  scopes,
});

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(() => db.close());

function send(text: string, keyId?: string) {
  async function* input() {
    yield Buffer.from(text);
  }
  return importRecords(
    { db, keyring, clock: fixedClock(NOW) },
    { input: input(), format: "ndjson", label: "nightly.ndjson", via: "file", startedBy: "P", keyId },
  );
}

async function download(importId: string, actor: Actor = ADMINISTRATOR, ring = keyring) {
  const lines: { [key: string]: unknown }[] = [];
  for await (const line of refusedRecords(db, actor, ring, importId)) {
    expect(line.endsWith("\n")).toBe(true);
    lines.push(JSON.parse(line));
  }
  return lines;
}

const good = (i: number) =>
  `{"type":"conversation","conversationId":"c${i}","startedAt":"2026-10-12T08:00:00Z"}`;
const bad = (i: number) => `{"type":"conversation","conversationId":"c${i}","startedAt":"soon"}`;

describe("what became of an import", () => {
  test("is told with its counts, its times and who sent it", async () => {
    const { importId } = await send([good(1), good(2), good(1), bad(3), "nope"].join("\n"));
    expect(await readImportStatus(db, ADMINISTRATOR, importId)).toMatchObject({
      id: importId,
      label: "nightly.ndjson",
      via: "file",
      format: "ndjson",
      startedBy: "P",
      state: "done",
      startedAt: "2026-11-22T12:00:00.000Z",
      finishedAt: "2026-11-22T12:00:00.000Z",
      problem: null,
      received: 5,
      created: 2,
      updated: 0,
      unchanged: 1,
      stale: 0,
      rejected: 2,
    });
  });

  test("adds up: received is created, updated, unchanged, stale and rejected, over many transactions", async () => {
    const text = Array.from({ length: 9_000 }, (_, i) => (i % 9 === 0 ? bad(i) : good(i % 4_000))).join("\n");
    const result = await send(text);
    const status = await readImportStatus(db, ADMINISTRATOR, result.importId);
    const { received, created, updated, unchanged, stale, rejected } = status;
    expect(received).toBe(9_000);
    expect(created + updated + unchanged + stale + rejected).toBe(9_000);
    expect(rejected).toBe(1_000);
    expect(status.state).toBe("done");
    expect(result).toMatchObject({ received, created, updated, unchanged, stale, rejected });
  });

  test("that broke off says why, and one whose process has died is found by its silence", async () => {
    const { importId, problem } = await send(good(1).slice(0, 30));
    expect(await readImportStatus(db, ADMINISTRATOR, importId)).toMatchObject({
      state: "stopped",
      problem: problem?.message,
    });
    await db.pool.query(
      "UPDATE import SET state = 'running', finished_at = NULL, problem = NULL WHERE id = $1",
      [importId],
    );
    await stopDeadImports(db.pool);
    expect((await readImportStatus(db, ADMINISTRATOR, importId)).state).toBe("running");
    await db.pool.query("UPDATE import SET heartbeat_at = now() - interval '1 minute' WHERE id = $1", [
      importId,
    ]);
    expect(await stopDeadImports(db.pool)).toBe(1);
    const { state, problem: said } = await readImportStatus(db, ADMINISTRATOR, importId);
    expect([state, said]).toEqual(["stopped", expect.stringContaining("Send it again")]);
  });

  test("is for administrators, and for the key that sent it", async () => {
    const { importId } = await send(good(1), KEY_A);
    expect((await readImportStatus(db, key(KEY_A, "ingest"), importId)).id).toBe(importId);
    await expect(readImportStatus(db, key(KEY_B, "ingest"), importId)).rejects.toMatchObject({ status: 404 });
    await expect(readImportStatus(db, key(KEY_A, "read", "embed"), importId)).rejects.toMatchObject({
      status: 403,
    });
    for (const role of ROLES.filter((one) => one !== "administrator")) {
      await expect(readImportStatus(db, person(role), importId), role).rejects.toMatchObject({ status: 403 });
    }
  });

  test.each(["", "7", "not-an-id", "00000000-0000-4000-8000-000000000000", "' OR 1=1"])(
    "%j is not found",
    async (id) => {
      await expect(readImportStatus(db, ADMINISTRATOR, id)).rejects.toMatchObject({
        status: 404,
        code: "not_found",
      });
    },
  );
});

describe("refused records", () => {
  test("come as they were sent, with the error, in their order, all of them", async () => {
    const text = Array.from({ length: 1_203 }, (_, i) => (i % 3 === 0 ? "{oops" : bad(i))).join("\n");
    const { importId, rejections } = await send(text);
    expect(rejections).toHaveLength(100);
    const lines = await download(importId);
    expect(lines).toHaveLength(1_203);
    expect(lines.map((line) => (line.rejection as { line: number }).line)).toEqual(
      lines.map((_, i) => i + 1),
    );
    expect(lines[0]).toEqual({
      input: "{oops",
      rejection: { line: 1, code: "malformed_json", path: "", message: expect.any(String) },
    });
    expect(lines[1]).toMatchObject({
      type: "conversation",
      conversationId: "c1",
      startedAt: "soon",
      rejection: { line: 2, code: "time_invalid", path: "/startedAt" },
    });
  });

  test("of an import without any are none", async () => {
    const { importId } = await send(good(1));
    expect(await download(importId)).toEqual([]);
  });

  test("keep their error when they were encrypted under another key", async () => {
    const { importId } = await send(bad(1));
    const other = createKeyring("another master key for the tests of imports");
    expect(await download(importId, ADMINISTRATOR, other)).toEqual([
      { input: null, rejection: expect.objectContaining({ code: "time_invalid" }) },
    ]);
  });

  test("are never in the database in clear", async () => {
    const { importId } = await send(
      '{"type":"conversation","conversationId":"c1","startedAt":"soon","note":"hunter2 hunter2"}',
    );
    const { rows } = await db.pool.query<{ found: boolean }>(
      "SELECT position('hunter2'::bytea in input) > 0 OR rejection::text LIKE '%hunter2%' AS found FROM rejection WHERE import_id = $1",
      [importId],
    );
    expect(rows).toEqual([{ found: false }]);
  });

  test("are for administrators, and for the key that sent them", async () => {
    const { importId } = await send(bad(1), KEY_A);
    expect(await download(importId, key(KEY_A, "ingest"))).toHaveLength(1);
    await expect(download(importId, key(KEY_B, "ingest"))).rejects.toMatchObject({ status: 404 });
    await expect(download(importId, key(KEY_A, "read"))).rejects.toMatchObject({ status: 403 });
    for (const role of ROLES.filter((one) => one !== "administrator")) {
      await expect(download(importId, person(role)), role).rejects.toMatchObject({ status: 403 });
    }
  });
});

describe("the state of the data", () => {
  test("has what waits for its conversation, by type and source, until the conversation comes", async () => {
    const about = (type: string, more: object) =>
      JSON.stringify({ type, source: "desk", conversationId: "late", ...more });
    await send(
      [
        about("survey", { score: 5 }),
        about("survey", { score: 4 }),
        about("handoff", {}),
        about("handoff", { handoffId: "2" }),
      ].join("\n"),
    );
    const waiting = async () =>
      (await readDataOverview(db, ADMINISTRATOR)).waiting
        .filter(({ source }) => source === "desk")
        .map(({ type, count }) => [type, count]);
    expect(await waiting()).toEqual([
      ["handoff", 2],
      ["survey", 1],
    ]);
    await send(about("conversation", { startedAt: "2026-10-12T08:00:00Z" }));
    expect(await waiting()).toEqual([]);
  });

  test("groups what was refused by its error", async () => {
    await db.pool.query("TRUNCATE import, rejection");
    await send([bad(1), bad(2), "nope"].join("\n"));
    const { importId } = await send(bad(3));
    const { rejections, imports } = await readDataOverview(db, ADMINISTRATOR);
    expect(rejections.map(({ code, type, path, count }) => [code, type, path, count])).toEqual([
      ["time_invalid", "conversation", "/startedAt", 3],
      ["malformed_json", null, "", 1],
    ]);
    expect(rejections[0]?.importId).toBe(importId);
    expect(imports).toHaveLength(2);
  });

  test("is for administrators alone", async () => {
    for (const role of ROLES.filter((one) => one !== "administrator")) {
      await expect(readDataOverview(db, person(role)), role).rejects.toMatchObject({ status: 403 });
      await expect(readImportDetail(db, person(role), KEY_A), role).rejects.toMatchObject({ status: 403 });
    }
    await expect(readDataOverview(db, key(KEY_A, "ingest", "read"))).rejects.toMatchObject({ status: 403 });
  });
});
