import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { DecodedRow } from "@/lib/ingest/decode/decode-row";
import { mappedBy, mappingProblems } from "./apply-mapping";
import { readAs, shapeOf } from "./file-shape";
import { guessMapping, guessScale } from "./guess-mapping";
import { lookAtShape, lookAtTable } from "./look-at-table";
import { mappedInput } from "./mapped-input";
import { type Mapping, parseMapping } from "./mapping";

const BOT = `Konversations-ID;Gestartet am;Anliegen;Kanal;Ergebnis;Kundennachrichten
k-1;16.11.2026 09:00;Rückgabe;WhatsApp;Übergeben;4
k-2;16.11.2026 10:30;Lieferung;Webseite;Gelöst;2`;

async function* inChunks(bytes: Uint8Array, size = 64) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function guessed(bytes: Uint8Array, zone = "Europe/Berlin") {
  const open = () => inChunks(bytes);
  const shape = await lookAtShape(open);
  const { sample, rows } = await lookAtTable(open, shape);
  return { shape, sample, rows, ...guessMapping(sample.columns, rows, zone) };
}

async function records(bytes: Uint8Array, zone?: string) {
  const { shape, mapping } = await guessed(bytes, zone);
  const rows: DecodedRow[] = [];
  for await (const batch of mappedInput(inChunks(bytes), shape, mapping).batches) rows.push(...batch);
  return rows.map((row) => ("raw" in row ? row.raw : row.error.code));
}

const latin = (text: string) => Buffer.from(text, "latin1");

describe("a file is recognised by its content", () => {
  it.each([
    ["utf-8", Buffer.from(BOT)],
    ["windows-1252", latin(BOT)],
    ["utf-16le", Buffer.from(`\ufeff${BOT}`, "utf16le")],
  ])("%s", async (encoding, bytes) => {
    const { shape, sample } = await guessed(bytes);
    expect(shape).toEqual({
      format: "csv",
      gzip: false,
      encoding,
      delimiter: ";",
      above: 0,
      list: null,
      sheet: null,
    });
    expect(sample.words.Anliegen).toEqual(["Rückgabe", "Lieferung"]);
  });

  it("gzip, titles above the header, other delimiters, JSON in its forms", async () => {
    expect((await guessed(gzipSync(BOT))).shape).toMatchObject({ gzip: true, format: "csv", delimiter: ";" });
    const titled =
      "Export of 16 November 2026\n\nSession ID^Start time^Intent\ns-1^2026-11-16 09:00^a\ns-2^2026-11-16 09:00^b\n";
    const found = await guessed(Buffer.from(titled));
    expect(found.shape).toMatchObject({ delimiter: "^", above: 1 });
    expect(found.sample.columns).toEqual(["Session ID", "Start time", "Intent"]);
    expect(shapeOf(Buffer.from('[{"a":1}]'), { gzip: false }).format).toBe("json");
    expect(shapeOf(Buffer.from('{"a":1}\n{"a":2}\n'), { gzip: false }).format).toBe("ndjson");
    expect(shapeOf(Buffer.from('{"meta":{"n":1},"data":[{"a":1}]}\n'), { gzip: false }).list).toBe("data");
    expect(shapeOf(Buffer.from('{"type":"survey","data":[{"a":1}]}'), { gzip: false }).format).toBe("ndjson");
    expect(shapeOf(Buffer.from('{\n "data": [ {"a":1} ]\n}'), { gzip: false })).toMatchObject({
      format: "json",
      list: "data",
    });
  });
});

describe("columns are guessed", () => {
  it("of a bot's export in German", async () => {
    expect(await records(latin(BOT))).toEqual([
      {
        type: "conversation",
        conversationId: "k-1",
        startedAt: "2026-11-16T08:00:00Z",
        queryType: "Rückgabe",
        channel: "messaging",
        outcome: "handed_off",
        customerMessages: 4,
      },
      {
        type: "conversation",
        conversationId: "k-2",
        startedAt: "2026-11-16T09:30:00Z",
        queryType: "Lieferung",
        channel: "web_chat",
        outcome: "contained",
        customerMessages: 2,
      },
    ]);
  });

  it("of a survey tool: a date is when it was answered, the score has its scale", async () => {
    const csv =
      "Chat ID,Date,CSAT,Comment,Had to repeat\nc-1,11/16/2026 2:05 PM,4/5,Fine,No\nc-2,11/17/2026 9:00 AM,1/5,,Yes\n";
    expect(await records(Buffer.from(csv), "UTC")).toEqual([
      {
        type: "survey",
        conversationId: "c-1",
        answeredAt: "2026-11-16T14:05:00Z",
        score: 4,
        scaleMin: 1,
        scaleMax: 5,
        comment: "Fine",
        hadToRepeat: false,
      },
      {
        type: "survey",
        conversationId: "c-2",
        answeredAt: "2026-11-17T09:00:00Z",
        score: 1,
        scaleMin: 1,
        scaleMax: 5,
        hadToRepeat: true,
      },
    ]);
  });

  it("of one file about everything: one row gives three records, and no hand-off where there was none", async () => {
    const csv =
      "session_id,start_time,intent,escalated,reason,agent,rating\ns1,2026-11-16T09:00:00Z,refund,yes,Customer asked for human,Ann,5\ns2,2026-11-16T10:00:00Z,order,no,,,\n";
    expect((await records(Buffer.from(csv))).map((record) => (record as { type: string }).type)).toEqual([
      "conversation",
      "handoff",
      "survey",
      "conversation",
    ]);
    expect((await records(Buffer.from(csv)))[1]).toEqual({
      type: "handoff",
      conversationId: "s1",
      reason: "customer_demand",
      reasonRaw: "Customer asked for human",
      agentId: "Ann",
    });
  });

  it("of nested JSON; records of the contract stay as they are", async () => {
    const nested = '[{"session":{"id":"a"},"startedAt":1790000000,"nlu":{"intent":"refund"}}]';
    expect(
      (await guessed(Buffer.from(nested))).mapping.columns.map(({ column, key }) => [column, key]),
    ).toEqual([
      ["session.id", "conversationId"],
      ["startedAt", "conversation.startedAt"],
      ["nlu.intent", "conversation.queryType"],
    ]);
    const own = '{"type":"conversation","conversationId":"c","startedAt":"2026-11-16T09:00:00Z"}\n';
    expect(await records(Buffer.from(own))).toEqual([JSON.parse(own)]);
  });

  it("asks for the order of dates that can be read both ways", async () => {
    const { ambiguousDates } = await guessed(Buffer.from("id,start time\na,03/04/2026\nb,05/06/2026\n"));
    expect(ambiguousDates).toEqual(["start time"]);
    expect(guessScale(["9", "3"])).toBe("0-10");
    expect(guessScale(["85", "3"])).toBe("0-100");
    expect(guessScale(["5", "1"])).toBe("1-5");
  });
});

const ALL: Mapping = parseMapping({
  version: 1,
  reads: "columns",
  zone: "UTC",
  columns: [
    { column: "id", key: "conversationId" },
    { column: "start", key: "conversation.startedAt" },
    { column: "plan", key: "conversation.attribute", name: "plan" },
    { column: "why", key: "handoff.reason", values: { "code 7": "tool_error" } },
    { column: "order", key: "handoff.fieldValue", name: "order_reference" },
    { column: "order again", key: "handoff.fieldReasked", name: "order_reference" },
    { column: "stars", key: "survey.score", scale: "1-5" },
    { column: "kind", key: "survey.kind" },
  ],
  constants: { source: "acme" },
});

describe("a mapping is applied", () => {
  it("hands on what it cannot read, joins parts of one field, and says nothing of what is not there", () => {
    const recordsOf = mappedBy(ALL);
    expect(recordsOf({ id: "a", start: "soon", order: "A-1", "order again": "ja", kind: "csat" })).toEqual([
      { type: "conversation", source: "acme", conversationId: "a", startedAt: "soon" },
      {
        type: "handoff",
        source: "acme",
        conversationId: "a",
        context: { fields: [{ name: "order_reference", value: "A-1", reasked: true }] },
      },
    ]);
    expect(recordsOf({ id: "b", why: "Code 7" })).toEqual([
      { type: "handoff", source: "acme", conversationId: "b", reason: "tool_error", reasonRaw: "Code 7" },
    ]);
    // Without an id one record is refused, not three.
    expect(recordsOf({ start: "2026-11-16", why: "x", stars: 3 })).toHaveLength(1);
  });

  it("names what is missing", () => {
    expect(mappingProblems(ALL)).toEqual([]);
    const columns = ALL.columns.filter(
      ({ key }) => key !== "conversationId" && key !== "conversation.startedAt",
    );
    expect(mappingProblems({ ...ALL, columns })).toHaveLength(2);
    expect(() => parseMapping({ ...ALL, zone: "Mars/Base" })).toThrow();
  });

  it("gives the same records however the file is cut", async () => {
    const cell = fc.constantFrom(
      "",
      "a",
      "4",
      "4/5",
      "16.11.2026",
      "code 7",
      "Müller",
      'with "quotes"',
      "two\nlines",
      "a;b",
    );
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const lines = [["id", "start", "why", "stars"], ...rows].map((cells) =>
            cells.map(quoted).join(";"),
          );
          const bytes = Buffer.from(lines.join("\n"));
          const shape = {
            format: "csv",
            gzip: false,
            encoding: "utf-8",
            delimiter: ";",
            above: 0,
            list: null,
            sheet: null,
          } as const;
          const read = async (chunk: number) => {
            const found: DecodedRow[] = [];
            for await (const batch of mappedInput(inChunks(bytes, chunk), shape, ALL).batches)
              found.push(...batch);
            return found;
          };
          expect(await read(size)).toEqual(await read(bytes.length));
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe("reports as people export them", () => {
  const REPORT = `Chat-Bericht Oktober;;;;
erstellt von;Anna;;;

Nr.;Datum;Bewertung;;Bewertung
0007;05.10.2026 10:00;4,5;;gut
0008;06.10.2026 11:00;3;;
Gesamt;;3,75;;
`;

  it("title rows are left out, the totals row too; names that stand twice are told apart", async () => {
    const { shape, sample, mapping } = await guessed(Buffer.from(REPORT));
    expect(shape.above).toBe(2);
    expect(sample.head[2]).toBe("Nr. · Datum · Bewertung · Bewertung");
    expect(sample.columns).toEqual(["Nr.", "Datum", "Bewertung", "Bewertung (2)"]);
    expect(mapping.decimal).toBe(",");
    expect((await records(Buffer.from(REPORT))).length).toBe(2);
  });

  it("what a person corrects holds over what was seen", async () => {
    const bytes = Buffer.from("a:b\n1:2,x\n3:4,y\n");
    const shape = readAs(shapeOf(bytes, { gzip: false }), {
      file: { delimiter: ":", above: 0, sheet: "none" },
    });
    expect(shape).toMatchObject({ delimiter: ":", sheet: null });
    expect((await lookAtTable(() => inChunks(bytes), shape)).sample.columns).toEqual(["a", "b"]);
    const cyrillic = Buffer.from([0xc8, 0xec, 0xff, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x32]);
    const as = readAs(shapeOf(cyrillic, { gzip: false }), { file: { encoding: "windows-1251" } });
    expect((await lookAtTable(() => inChunks(cyrillic), as)).sample.columns).toEqual(["Имя", "b"]);
  });

  it("months come first where the clock has twelve hours, and the person is asked all the same", async () => {
    const { mapping, ambiguousDates } = await guessed(
      Buffer.from("Session ID,Start Time\nc1,03/04/2026 1:30 PM\nc2,03/05/2026 9:00 AM\n"),
    );
    expect(mapping.columns[1]).toMatchObject({ key: "conversation.startedAt", order: "mdy" });
    expect(ambiguousDates).toEqual(["Start Time"]);
  });

  it("of a workbook the first sheet with a table is read, others can be chosen", async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: "Cover", rows: [["Quarterly export"], ["confidential"]] },
        {
          name: "Chats",
          rows: [
            ["Chats, October"],
            [],
            ["Chat ID", "Start time"],
            ["a-1", new Date(Date.UTC(2026, 9, 5, 8))],
          ],
        },
        {
          name: "Ratings",
          rows: [
            ["Chat ID", "CSAT"],
            ["a-1", 4],
            ["a-2", 5],
          ],
        },
      ],
    });
    const { shape, sample } = await guessed(bytes);
    expect(shape).toMatchObject({ format: "xlsx", sheet: "Chats", above: 1 });
    expect(sample.sheets).toEqual(["Cover", "Chats", "Ratings"]);
    expect(sample.columns).toEqual(["Chat ID", "Start time"]);
    const ratings = readAs(shape, { file: { sheet: "Ratings", above: 0 } });
    const { rows } = await lookAtTable(() => inChunks(bytes, 4096), ratings);
    expect(rows).toEqual([
      { "Chat ID": "a-1", CSAT: 4 },
      { "Chat ID": "a-2", CSAT: 5 },
    ]);
  });
});
