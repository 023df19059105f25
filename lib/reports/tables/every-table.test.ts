import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { linkJourneys } from "@/lib/ingest/measure/link-journeys";
import { addAction } from "@/lib/reports/notes/actions";
import { closeWeek } from "@/lib/reports/notes/frozen-review";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { Table } from "./table";
import { tableCsv } from "./table-csv";
import { TABLES } from "./table-list";
import { tableXlsx } from "./table-xlsx";

/*
 * What every file of a table holds for the golden records. Programs and spreadsheets read them: change a pin only with
 * a change that is meant.
 */

const NOW = Date.UTC(2026, 10, 12, 12) * 1000;
const clock = fixedClock(NOW);
const WEEK = "week=2026-W45";
/** The parameters of the page that shows a table, where it is not asked for as it is. */
const SEARCH: { readonly [table: string]: string } = {
  "query-type-trend": `type=refund&${WEEK}`,
  "query-type-rules": `type=refund&${WEEK}`,
  "query-type-fields": `type=refund&${WEEK}`,
  "query-type-attempts": `type=refund&${WEEK}`,
  "query-type-csat": `type=refund&${WEEK}`,
  "query-type-versions": `type=versions&${WEEK}`,
  conversations: "metric=hand_off_rate&part=numerator",
};

let db: TestDatabase;
let administrator: PersonActor;
let workspace: Workspace;
let closed = "";

async function send(lines: string): Promise<string> {
  const services = { db, keyring: createKeyring("a key of at least thirty-two characters"), clock };
  const { importId } = await importRecords(services, {
    input: (async function* () {
      yield Buffer.from(lines);
    })(),
    format: "ndjson",
    label: "golden",
    via: "api",
    startedBy: null,
  });
  await committerFor(db).drain();
  await linkJourneys(db);
  return importId;
}

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  administrator = await samplePerson(db, "Ruth", "administrator");
  const manager = await samplePerson(db, "Priya", "manager");
  await send(await readFile(new URL("../../../e2e/golden/records.ndjson", import.meta.url), "utf8"));
  await send(
    Array.from({ length: 80 }, (_, i) =>
      JSON.stringify({
        type: "conversation",
        conversationId: `version-${i}`,
        startedAt: `2026-11-0${2 + (i % 5)}T08:00:00Z`,
        queryType: "versions",
        bot: "Ava",
        botVersion: i < 40 ? "1" : "2",
        customerMessages: 3,
        outcome: i % (i < 40 ? 2 : 5) === 0 ? "handed_off" : "contained",
      }),
    ).join("\n"),
  );
  workspace = { ...(await loadWorkspace(db)), clock };
  const action = { owner: manager.id, dueOn: "2026-11-20", metric: "hand_off_rate", doneOn: "2026-11-04" };
  await addAction(db, manager, workspace, { ...action, text: "Ask once", queryType: "refund" });
  closed = await closeWeek(db, manager, workspace, new URLSearchParams(WEEK));
  // What comes late, what waits, what is refused, what is not mapped.
  const late = { type: "conversation", startedAt: "2026-11-04T09:00:00Z", customerMessages: 2 };
  await send(
    [
      { ...late, conversationId: "late-1", outcome: "handed_off", customerRef: "a" },
      {
        ...late,
        conversationId: "late-2",
        previousConversationId: "late-1",
        channel: "voice",
        customerRef: "a",
      },
      { type: "handoff", conversationId: "late-2", reasonRaw: "E 7", status: "connected" },
      { type: "message", conversationId: "never", sequence: 1, sender: "customer", text: "x" },
      { type: "survey", conversationId: "late-1", score: 9, scaleMin: 1, scaleMax: 5 },
    ]
      .map((record) => JSON.stringify(record))
      .join("\n"),
  );
  // By the hour of receipt, of which a run may see two.
  await db.pool.query(
    `TRUNCATE source_hour;
     INSERT INTO source_hour (hour, source, type, received, created, updated, unchanged, stale, refused, last_at)
     VALUES (date_trunc('hour', now()), 'bot', 'survey', 21, 6, 5, 4, 3, 2, now())`,
  );
});
afterAll(() => db.close());

/** A text without what differs from run to run: ids, and moments that the database takes. */
function steady(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/20(?!26-(?:09|10|11-0\d))\d\d-\d\d-\d\dT[\d:.]+Z/g, "NOW");
}

const short = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 12);

async function csvOf(table: Table): Promise<string> {
  let text = "";
  for await (const line of tableCsv(table)) text += line;
  return steady(text);
}

/** Everything in a workbook that a reader sees: values, formats, notes, widths, and the sheet about it. */
async function workbookOf(table: Table): Promise<string> {
  const { sheets } = await readXlsx(await tableXlsx(table), { readStyles: true });
  return steady(
    JSON.stringify(
      sheets.map(({ name, rows, cells, columns }) => ({
        name,
        rows,
        columns,
        cells: [...(cells ?? [])].map(([at, { style, comment }]) => [at, style?.numFmt, comment?.text]),
      })),
    ),
  );
}

async function pinOf(name: string, query: string): Promise<string> {
  const definition = TABLES.find((one) => one.name === name);
  const load = async () => {
    const search = new URLSearchParams(query);
    return definition?.load({ db, actor: administrator, workspace, search });
  };
  const [first, second] = [await load(), await load()];
  if (!first || !second) throw new Error(`There is no table ${name}.`);
  const csv = await csvOf(first);
  const lines = csv.trimEnd().split("\r\n").length - 1;
  return `${lines} ${short(steady(first.fileName) + csv)} ${short(await workbookOf(second))}`;
}

const PINS: { readonly [table: string]: string } = {
  actions: "1 YbKeR9iekiR9 rsitIj73KEHJ",
  "closed-week-difference": "7 8jOIIgrN4Oj5 87kBSeeti-5k",
  "closed-weeks": "1 QAZYkuCukH-T mltU5mIp40EL",
  "context-arrival": "4 IhevlyvDoVi3 fghWuFO8k7YG",
  "context-arrival-weeks": "4 NTDyE7bshOKI ivoTr8yYMzG_",
  "context-channels": "4 ZJVIue9Jrm5y beZ9jt00beH2",
  "context-fields": "6 5jvN1qd0DHxf AeNwi7j_Rw8m",
  "context-ingredients": "14 HCvmx9WmOCBD awSFDRmzZslL",
  "context-load": "205 w9Szldo2x7Yu VJPjJRI5M6Tb",
  "context-sentiment": "8 rQnqIOO6KcCG aN10qr7PCLR6",
  conversations: "149 KPGAz8T3rnVD xZPSrQGnkRF8",
  "durable-containment": "8 4Smf6D6eMFr6 pX6Xmq51CUIh",
  imports: "3 _KJuNrhr--_c yukOjgo0FDd2",
  "query-type-attempts": "3 f5slwgD0p9VU bajDxazW1HaD",
  "query-type-csat": "2 FwAMLiZfPRhR zNaLF7SqUHDN",
  "query-type-fields": "5 7TSHmRg0EM2l N2eZNAISgDL9",
  "query-type-rules": "6 ZRbtVlUiyxwo j5pEus95cZg3",
  "query-type-trend": "6 6CYaV0vyrgdO Yr9EJ_CCgB84",
  "query-type-versions": "8 CtTYiwgY8tQV 3wmU2DcwwuWA",
  "query-types": "7 KzQmHhYUfvdN Z3i2JUlqHPa6",
  "raw-reasons": "4 ZaV0M1Lp6uXM MdQoP7fevGCY",
  reasons: "37 fwDHsNKfInZT NRO3kW7Ek7R7",
  "reasons-over-time": "6 g6xiEEX-2D0w wr-BcLm6e-20",
  refused: "1 nleENHdYV3zu FZrFEK2hi7Rg",
  "refused of one import": "1 NtJkVD1u78rk GelUOciY-gwK",
  "satisfaction-query-types": "8 PMcSzakKnbFB BvIwsB8Qupta",
  "satisfaction-scores": "5 h5LySgUV8ABq UV0ufEFPN67u",
  "satisfaction-weeks": "4 uPP6s5NBgLo5 V4KsyH_aINZ5",
  sources: "1 gEOqTFBQjmhe vTF2D6KOtHhG",
  transitions: "20 Bv_1HuRthaWl 2_MSdk8PQEYL",
  waiting: "2 qjRnJqVBWK-4 IeNCKizf4fZF",
  "weekly-numbers": "20 dKvVAHJixTPX neTr1kkk11Zu",
  "weekly-query-types": "7 pJEY1gKwaPzP 4dcnZtTI2424",
  "weekly-reasons": "6 EPNG5QYHt7CR 5dWl44_kVsqw",
  "weekly-trend": "6 FiwZfUHVRoME amkfFvUZfU1x",
  "weekly-why": "7 eQ-w1ICfO1Fa T3OPzEzyOfhA",
  "weekly-why of a closed week": "7 RWjp-AmDvRXA 4QPkmUXmCzSD",
};

test("every file holds what it held", async () => {
  const found: { [table: string]: string } = {};
  for (const { name } of TABLES) {
    // What the catalogue says is pinned by its own tests.
    if (["closed-week-difference", "definitions", "targets"].includes(name)) continue;
    const query = SEARCH[name] ?? (name.startsWith("weekly-") || name === "query-types" ? WEEK : "");
    found[name] = await pinOf(name, query).catch((error: unknown) => String(error));
  }
  found["closed-week-difference"] = await pinOf("closed-week-difference", `review=${closed}`);
  found["weekly-why of a closed week"] = await pinOf("weekly-why", `review=${closed}`);
  const [refused] = (await db.pool.query<{ id: string }>("SELECT import_id AS id FROM rejection")).rows;
  found["refused of one import"] = await pinOf("refused", `import=${refused?.id}`);
  expect(found).toEqual(PINS);
});
