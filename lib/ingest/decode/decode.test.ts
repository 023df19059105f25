import { gzipSync } from "node:zlib";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { type DecodeOptions, decode, formatOf } from "./decode";
import { type DecodedRow, LONGEST_KEPT, LONGEST_RECORD, rowInput } from "./decode-row";

interface Result {
  readonly rows: readonly DecodedRow[];
  readonly batches: readonly number[];
  readonly fault: string | null;
  readonly single: boolean;
}

async function* chunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

async function read(
  input: string | Uint8Array,
  options: DecodeOptions,
  sizes: readonly number[] = [1_000_000_000],
): Promise<Result> {
  return collect(chunks(typeof input === "string" ? Buffer.from(input) : input, sizes), options);
}

async function collect(source: AsyncIterable<Uint8Array>, options: DecodeOptions): Promise<Result> {
  const decoded = decode(source, options);
  const rows: DecodedRow[] = [];
  const batches: number[] = [];
  let fault: string | null = null;
  try {
    for await (const batch of decoded.batches) {
      rows.push(...batch);
      batches.push(batch.length);
    }
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
    fault = error.code;
  }
  return { rows, batches, fault, single: decoded.single };
}

/** Rows in short: `[line, value]` or `[line, "!code", input]`. */
function short({ rows, fault }: Result): unknown[] {
  const said = rows.map((row) =>
    "error" in row ? [row.line, `!${row.error.code}`, row.input.toString()] : [row.line, row.raw],
  );
  return fault ? [...said, `!!${fault}`] : said;
}

const ndjson = (input: string | Uint8Array) => read(input, { format: "ndjson" }).then(short);
const json = (input: string | Uint8Array) => read(input, { format: "json" }).then(short);
const csv = (input: string | Uint8Array) => read(input, { format: "csv" }).then(short);

describe("NDJSON", () => {
  it("reads one record on each line; blank lines and the kind of line end do not matter", async () => {
    expect(await ndjson('{"a":1}\n\n  \r\n{"a":2}\r\n{"a":3}')).toEqual([
      [1, { a: 1 }],
      [4, { a: 2 }],
      [5, { a: 3 }],
    ]);
    expect(await ndjson("")).toEqual([]);
    expect(await ndjson("\n\n")).toEqual([]);
  });

  it("keeps the text it read", async () => {
    const { rows } = await read('{"id": 12345678901234567890}\n', { format: "ndjson" });
    expect(rows.map((row) => rowInput(row).toString())).toEqual(['{"id": 12345678901234567890}']);
  });

  it("goes on after a line that is no JSON", async () => {
    expect(await ndjson('{"a":1}\n{"a":oops}\n{"a":3}\n')).toEqual([
      [1, { a: 1 }],
      [2, "!malformed_json", '{"a":oops}'],
      [3, { a: 3 }],
    ]);
  });

  it("finds one bad line among half a million", async () => {
    async function* source() {
      for (let i = 0; i < 600; i++) {
        const lines = Array.from({ length: 1000 }, (_, j) => `{"n":${i * 1000 + j + 1}}`);
        if (i === 499) lines[999] = '{"n":500000';
        yield Buffer.from(`${lines.join("\n")}\n`);
      }
    }
    const { rows, batches, fault } = await collect(source(), { format: "ndjson" });
    expect(fault).toBeNull();
    expect(rows).toHaveLength(600_000);
    expect(Math.max(...batches)).toBe(1000);
    const bad = rows.filter((row) => "error" in row);
    expect(bad.map((row) => [row.line, row.error.code])).toEqual([[500_000, "malformed_json"]]);
    expect(
      rows.every(
        (row, i) => row.line === i + 1 && ("error" in row || (row.raw as { n: number }).n === i + 1),
      ),
    ).toBe(true);
  });

  it("tells apart what is wrong with a line", async () => {
    const bad = Buffer.concat([Buffer.from('{"a":"x'), Buffer.of(0xff, 0xfe), Buffer.from('"}\n{"a":2}\n')]);
    const { rows } = await read(bad, { format: "ndjson" });
    expect(rows.map((row) => ("error" in row ? row.error.code : row.raw))).toEqual([
      "invalid_utf8",
      { a: 2 },
    ]);
    expect(rowInput(rows[0] as DecodedRow).equals(bad.subarray(0, 11))).toBe(true);
    expect(await ndjson('{"a":"\0"}\n\0\n{"a":2}\n')).toEqual([
      [1, "!nul_character", '{"a":"\0"}'],
      [2, "!nul_character", "\0"],
      [3, { a: 2 }],
    ]);
    expect(await ndjson('[\n{"a":1},\n{"a":2}\n]\n')).toEqual([
      [1, "!json_list_in_line", "["],
      [2, "!malformed_json", '{"a":1},'],
      [3, { a: 2 }],
      [4, "!malformed_json", "]"],
    ]);
  });

  it("says that a last line is cut off, and keeps it", async () => {
    expect(await ndjson('{"a":1}\n{"type":"conv')).toEqual([
      [1, { a: 1 }],
      [2, "!cut_off", '{"type":"conv'],
      "!!body_cut_off",
    ]);
    expect(await ndjson('{"a":1}\nnot json')).toEqual([
      [1, { a: 1 }],
      [2, "!malformed_json", "not json"],
    ]);
    expect(await ndjson('{"a":1}\n{"type":"conv\n')).toEqual([
      [1, { a: 1 }],
      [2, "!malformed_json", '{"type":"conv'],
    ]);
  });

  it("recognises every beginning of a record as cut off", async () => {
    const record = '{"type":"survey","list":[1,-2.5e3,true,null,{"b":"x\\u00e9\\n"}],"ok":false}';
    for (let length = 1; length < record.length; length++) {
      const { rows, fault } = await read(record.slice(0, length), { format: "ndjson" });
      expect([fault, rows.length]).toEqual(["body_cut_off", 1]);
    }
  });

  it("keeps long lines whole, and of endless ones the first 16 MiB", async () => {
    const sizes = [LONGEST_RECORD - 10, LONGEST_RECORD, 10_000_000, LONGEST_KEPT + 5_000_000];
    const lines = sizes.map((size) => `{"a":"${"x".repeat(size)}"}`);
    const input = `${lines.join("\n")}\n{"a":1}\n`;
    const { rows } = await read(input, { format: "ndjson" }, [65_536]);
    expect(rows.map((row) => ("error" in row ? row.error.code : "ok"))).toEqual([
      "ok",
      "record_too_long",
      "record_too_long",
      "record_too_long",
      "ok",
    ]);
    expect(rows.map((row) => rowInput(row).length)).toEqual([
      lines[0]?.length,
      lines[1]?.length,
      lines[2]?.length,
      LONGEST_KEPT,
      7,
    ]);
    expect(rows.map((row) => ("error" in row ? row.error.message : ""))[3]).toContain(
      "only the first 16 MiB",
    );
  });
});

describe("JSON", () => {
  it("reads one record or a list", async () => {
    expect(await json(' {"a": 1}\n')).toEqual([[1, { a: 1 }]]);
    expect(await json('[{"a":1}, {"a":"],}[{\\"\\\\"} ,\n[2]\n]')).toEqual([
      [1, { a: 1 }],
      [2, { a: '],}[{"\\' }],
      [3, [2]],
    ]);
    expect(await json(" [ ] ")).toEqual([]);
    expect((await read('{"a":1}', { format: "json" })).single).toBe(true);
    expect((await read('[{"a":1}]', { format: "json" })).single).toBe(false);
    expect((await read("17", { format: "json" })).single).toBe(true);
    expect(await json('"text"')).toEqual([[1, "text"]]);
  });

  it("goes on after an element that is no JSON", async () => {
    expect(await json('[{"a":1},{"a":oops},{"a":[1},{"a":4}]')).toEqual([
      [1, { a: 1 }],
      [2, "!malformed_json", '{"a":oops}'],
      [3, "!malformed_json", '{"a":[1}'],
      [4, { a: 4 }],
    ]);
    expect(await json('[{"a":1},,{"a":2},]')).toEqual([
      [1, { a: 1 }],
      [2, "!malformed_json", ""],
      [3, { a: 2 }],
      [4, "!malformed_json", ""],
    ]);
    expect(await json('[{"a":"\0"},{"a":2}]')).toEqual([
      [1, "!nul_character", '{"a":"\0"}'],
      [2, { a: 2 }],
    ]);
    expect(await json('{"a":}')).toEqual([[1, "!malformed_json", '{"a":}']]);
    expect(await json("hello")).toEqual([[1, "!malformed_json", "hello"]]);
  });

  it("says when it ends in the middle, and keeps what came before and the rest", async () => {
    expect(await json('[{"a":1},{"a":')).toEqual([[1, { a: 1 }], [2, "!cut_off", '{"a":'], "!!body_cut_off"]);
    expect(await json('[{"a":1},{"a":2}')).toEqual([[1, { a: 1 }], [2, { a: 2 }], "!!body_cut_off"]);
    expect(await json('[{"a":1},')).toEqual([[1, { a: 1 }], "!!body_cut_off"]);
    expect(await json("[")).toEqual(["!!body_cut_off"]);
    expect(await json('{"a":')).toEqual([[1, "!cut_off", '{"a":'], "!!body_cut_off"]);
    expect(await json('{"a":1}{"a":2}')).toEqual([[1, { a: 1 }], "!!trailing_data"]);
    expect(await json('{"a":1}\n{"a":2}\n')).toEqual([[1, { a: 1 }], "!!trailing_data"]);
    expect(await json('[{"a":1}] x')).toEqual([[1, { a: 1 }], "!!trailing_data"]);
    expect(await json('[{"a":1}}')).toEqual(["!!unbalanced_brackets"]);
    expect(await json(" \n")).toEqual(["!!empty_body"]);
    expect(await json("")).toEqual(["!!empty_body"]);
    expect(await json("[".repeat(50_000))).toEqual(["!!unbalanced_brackets"]);
  });

  it("keeps long elements whole, and of endless ones the first 16 MiB", async () => {
    const long = `{"a":"${"x".repeat(10_000_000)}"}`;
    const endless = `{"a":"${"x".repeat(LONGEST_KEPT)}"}`;
    const { rows, fault } = await read(`[${long},{"a":1},${endless}]`, { format: "json" }, [65_536]);
    expect(fault).toBeNull();
    expect(rows.map((row) => rowInput(row).length)).toEqual([long.length, 7, LONGEST_KEPT]);
  });
});

describe("CSV", () => {
  const row = (line: number, raw: unknown) => [line, raw];

  it("reads quotes, line breaks in cells and cells that are missing", async () => {
    const input = [
      "type,conversationId,queryType,comment",
      'survey,c1,"a, ""b""","two\nlines"',
      "survey,c2",
      ',"c3" ,  5" screen ,',
      "",
      ",,,",
      "survey,c4,,x,,",
    ].join("\r\n");
    expect(await csv(input)).toEqual([
      row(2, { type: "survey", conversationId: "c1", queryType: 'a, "b"', comment: "two\nlines" }),
      row(4, { type: "survey", conversationId: "c2" }),
      row(5, { conversationId: "c3", queryType: '5" screen' }),
      row(8, { type: "survey", conversationId: "c4", comment: "x" }),
    ]);
  });

  it.each([",", ";", "\t", "|"])("finds the separator %j, after a byte order mark too", async (separator) => {
    const lines = [
      ["Type", "conversationID", 'na"me', "plan"],
      ["survey", "c1", '"a,b;c\td|e"', "gold"],
    ];
    const input = `\ufeff${lines.map((cells) => cells.join(separator)).join("\n")}`;
    expect(await csv(input)).toEqual([
      row(2, { type: "survey", conversationId: "c1", 'na"me': "a,b;c\td|e", plan: "gold" }),
    ]);
  });

  it("takes Excel's own way to name the separator, and old line ends", async () => {
    expect(await csv("sep=;\nconversationId;score\nc1;4,5\n")).toEqual([
      row(3, { conversationId: "c1", score: 4.5 }),
    ]);
    expect(await csv("conversationId,score\rc1,4\rc2,5\r")).toEqual([
      row(2, { conversationId: "c1", score: 4 }),
      row(3, { conversationId: "c2", score: 5 }),
    ]);
  });

  it("turns cells into values by the key they stand for", async () => {
    const cells = {
      conversationId: "001",
      test: "Yes",
      hadToRepeat: "0",
      score: "4.50",
      customerMessages: "12",
      sequence: "-3",
      "context.transcript": "true",
      "context.summary": "no",
      "context.attempted": "looked it up; asked twice",
      "context.fields": '"[{""name"":""order"",""reasked"":true}]"',
      reaskedFields: '"email, phone"',
      plan: "1",
      "attr.x": "yes",
      botMessages: "many",
    };
    const input = `${Object.keys(cells).join(",")}\n${Object.values(cells).join(",")}\n`;
    expect(await csv(input)).toEqual([
      row(2, {
        conversationId: "001",
        test: true,
        hadToRepeat: false,
        score: 4.5,
        customerMessages: 12,
        sequence: -3,
        context: {
          transcript: true,
          summary: false,
          attempted: ["looked it up", "asked twice"],
          fields: [{ name: "order", reasked: true }],
        },
        reaskedFields: ["email", "phone"],
        plan: "1",
        "attr.x": "yes",
        botMessages: "many",
      }),
    ]);
    const lists = "conversationId;reaskedFields;context.fields;context.summary\nc1;[];[1;A summary\n";
    expect(await csv(lists)).toEqual([
      row(2, { conversationId: "c1", reaskedFields: [], context: { fields: "[1", summary: "A summary" } }),
    ]);
  });

  it("writes refused rows as JSON that can be sent again", async () => {
    const { rows } = await read("conversationId,test,x\nc1,yes,1\n", { format: "csv" });
    expect(rows.map((row) => rowInput(row).toString())).toEqual([
      '{"conversationId":"c1","test":true,"x":"1"}',
    ]);
  });

  it("refuses a row whose values are shifted", async () => {
    expect(await csv("conversationId,queryType\nc1,a,b\nc2,a\n")).toEqual([
      [2, "!csv_extra_values", "c1,a,b"],
      row(3, { conversationId: "c2", queryType: "a" }),
    ]);
  });

  it("loses only the line with a stray quotation mark", async () => {
    expect(await csv('conversationId,x\nc1,"a\nc2,b\nc3,"c"\nc4,d\n')).toEqual([
      [2, "!csv_quotes", 'c1,"a'],
      row(3, { conversationId: "c2", x: "b" }),
      row(4, { conversationId: "c3", x: "c" }),
      row(5, { conversationId: "c4", x: "d" }),
    ]);
    expect(await csv('conversationId,x\r\nc1,"a"b\r\n\r\nc2,b\r\n')).toEqual([
      [2, "!csv_quotes", 'c1,"a"b'],
      row(4, { conversationId: "c2", x: "b" }),
    ]);
    expect(await csv('conversationId,x\nc1,"a\nc2,b\nc3,c\n')).toEqual([
      [2, "!csv_quotes", 'c1,"a'],
      row(3, { conversationId: "c2", x: "b" }),
      row(4, { conversationId: "c3", x: "c" }),
      "!!body_cut_off",
    ]);
    expect(await csv('conversationId,x\nc1,a\nc2,"b')).toEqual([
      row(2, { conversationId: "c1", x: "a" }),
      [3, "!cut_off", 'c2,"b'],
      "!!body_cut_off",
    ]);
  });

  it("does not let an open quotation mark swallow a large file", async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `c${i},value ${i}`);
    lines[10] = 'c10,"value';
    const { rows, fault } = await read(
      `conversationId,x\n${lines.join("\n")}\n`,
      { format: "csv" },
      [65_536],
    );
    expect([rows.length, fault]).toEqual([200_000, null]);
    expect(rows.filter((row) => "error" in row).map((row) => row.line)).toEqual([12]);
    expect(rows.every((row, i) => row.line === i + 2)).toBe(true);
  });

  it("keeps long rows whole, and of endless ones the first 16 MiB", async () => {
    const rows = [`c1,${"x".repeat(10_000_000)}`, "c2,x", `c3,"${"x".repeat(LONGEST_KEPT)}\ny"`, "c4,x"];
    const result = await read(`conversationId,x\n${rows.join("\n")}\n`, { format: "csv" }, [65_536]);
    expect(
      result.rows.map((row) => [row.line, "error" in row ? row.error.code : "ok", rowInput(row).length]),
    ).toEqual([
      [2, "record_too_long", 10_000_003],
      [3, "ok", 31],
      [4, "record_too_long", LONGEST_KEPT],
      [5, "ok", 24],
      [6, "ok", 31],
    ]);
  });

  it("refuses what is no text in UTF-8, row by row", async () => {
    const input = Buffer.concat([
      Buffer.from("conversationId,x\nc1,M"),
      Buffer.of(0xfc),
      Buffer.from("ller\nc2,\0\nc3,Müller\n"),
    ]);
    const { rows } = await read(input, { format: "csv" });
    expect(rows.map((row) => ("error" in row ? row.error.code : row.raw))).toEqual([
      "invalid_utf8",
      "nul_character",
      { conversationId: "c3", x: "Müller" },
    ]);
  });

  it("wants a header", async () => {
    expect(await csv("")).toEqual(["!!empty_body"]);
    expect(await csv("\n\n")).toEqual(["!!empty_body"]);
    expect(await csv("c1,refund,2026\nc2,refund,2026\n")).toEqual(["!!csv_without_header"]);
    expect(await csv("conversationId,type\n")).toEqual([]);
    expect(await csv("conversationId,__proto__,\nc1,x,y\n")).toEqual([[2, { conversationId: "c1" }]]);
  });

  it("agrees with csv-parse on any table", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", " ", '"', ",", ";", "\n", "1") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 })), async (table) => {
        const write = (text: string) =>
          /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const body = table.map((cells) => ["c", ...cells].map(write).join(",")).join("\n");
        const input = `conversationId,x1,x2,x3\n${body}`;
        const expected = parseCsv(input, { columns: true, relax_column_count: true, trim: true }) as object[];
        const clean = expected.map((record) =>
          Object.fromEntries(
            Object.entries(record as Record<string, string>)
              .map(([key, value]) => [key, value.trim()])
              .filter(([, value]) => value !== ""),
          ),
        );
        const { rows } = await read(input, { format: "csv" });
        expect(rows.map((row) => ("raw" in row ? row.raw : row.error))).toEqual(clean);
      }),
    );
  });
});

describe("any input", () => {
  const samples: readonly [DecodeOptions["format"], string][] = [
    ["ndjson", '\ufeff{"a":1}\n\n{"a":"é€💡"}\r\nnope\n{"b":[1,2]}\n{"c":'],
    ["json", '\ufeff[{"a":"é€💡\\""}, oops, {"b":[1,{"c":"]"}]},,{"d":1}] x'],
    ["json", ' {"a":"é€💡\\\\"} '],
    [
      "csv",
      '\ufeffconversationId;x;y\r\nc1;"a\r\nb";é€💡\r\nc2;"a"b\r\n;"\r\n\r\nc3;"x""y" ;\r\nc4;"\r\nc5;1\r\n',
    ],
    ["csv", 'conversationId,x\nc1,"a\nc2,b\nc3,"c'],
  ];

  it("gives the same rows however it is cut into chunks", async () => {
    for (const [format, input] of samples) {
      const whole = short(await read(input, { format }));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
          expect(short(await read(input, { format }, sizes))).toEqual(whole);
        }),
      );
    }
  });

  it("gives the same rows from any bytes, however cut", async () => {
    const alphabet = Buffer.from('{}[]",:;\\\n\r a1\0').map((byte) => byte);
    const bytes = fc
      .array(
        fc.oneof(
          { weight: 20, arbitrary: fc.constantFrom(...alphabet) },
          { weight: 1, arbitrary: fc.nat(255) },
        ),
      )
      .map((array) => Buffer.from(array));
    const formats = fc.constantFrom<DecodeOptions["format"]>("ndjson", "json", "csv");
    await fc.assert(
      fc.asyncProperty(bytes, formats, fc.integer({ min: 1, max: 5 }), async (body, format, size) => {
        const input = format === "csv" ? Buffer.concat([Buffer.from("conversationId,x\n"), body]) : body;
        expect(short(await read(input, { format }, [size]))).toEqual(short(await read(input, { format })));
      }),
      { numRuns: 1000 },
    );
  });

  it("loses nothing: every byte of a CSV is in a row or is white space", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', "\n", "x") });
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const { rows } = await read(`conversationId,x,y\n${body}`, { format: "csv" });
        const letters = (value: string) => value.replace(/[^ax]/g, "");
        const kept = rows.map((row) =>
          "error" in row ? row.input.toString() : Object.values(row.raw as object).join(""),
        );
        expect(letters(kept.join(""))).toBe(letters(body));
      }),
    );
  });

  it("comes in batches of so many rows or bytes", async () => {
    const lines = Array.from({ length: 25 }, (_, i) => `{"n":${i}}\n`);
    const input = lines.join("");
    expect((await read(input, { format: "ndjson", batchRows: 10 })).batches).toEqual([10, 10, 5]);
    const bytes = await read(input, { format: "ndjson", batchBytes: 50 }, [10]);
    expect(bytes.batches.every((size) => size <= 7)).toBe(true);
    expect(bytes.rows).toHaveLength(25);
  });

  it.each(["ndjson", "json", "csv"] as const)(
    "%s in UTF-16, gzip or ZIP is refused as a whole",
    async (format) => {
      const text = "conversationId,type\n";
      expect((await read(Buffer.from(`\ufeff${text}`, "utf16le"), { format })).fault).toBe("not_utf8");
      expect((await read(Buffer.from(`\ufeff${text}`, "utf16le").swap16(), { format })).fault).toBe(
        "not_utf8",
      );
      expect((await read(Buffer.from(text, "utf16le"), { format })).fault).toBe("not_utf8");
      expect((await read(gzipSync(text), { format })).fault).toBe("compressed_unannounced");
      expect((await read("PK\u0003\u0004workbook", { format })).fault).toBe("not_text");
    },
  );

  it("counts a source that fails as cut off, and keeps what came before", async () => {
    async function* source() {
      yield Buffer.from('{"a":1}\n{"a":2}\n{"a":');
      throw new Error("aborted");
    }
    const result = await collect(source(), { format: "ndjson" });
    expect(short(result)).toEqual([[1, { a: 1 }], [2, { a: 2 }], [3, "!cut_off", '{"a":'], "!!body_cut_off"]);
    async function* list() {
      yield Buffer.from('[{"a":1},{"a":2}');
      throw new Error("aborted");
    }
    expect(short(await collect(list(), { format: "json" }))).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
      "!!body_cut_off",
    ]);
    async function* table() {
      yield Buffer.from("conversationId,x\nc1,a\nc2,re");
      throw new Error("aborted");
    }
    expect(short(await collect(table(), { format: "csv" }))).toEqual([
      [2, { conversationId: "c1", x: "a" }],
      [3, "!cut_off", "c2,re"],
      "!!body_cut_off",
    ]);
  });
});

describe("gzip", () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `{"n":${i},"x":"${(i * 7919) % 1009}"}\n`);
  const text = lines.join("");
  const packed = gzipSync(text);
  const gzip = (bytes: Uint8Array, sizes?: number[]) => read(bytes, { format: "ndjson", gzip: true }, sizes);

  it("is unpacked, also several members one after the other", async () => {
    expect((await gzip(packed)).rows).toHaveLength(5000);
    const members = Buffer.concat([gzipSync(text), gzipSync(""), gzipSync(text), Buffer.alloc(512)]);
    const result = await gzip(members, [1000]);
    expect([result.rows.length, result.fault]).toEqual([10_000, null]);
  });

  it("that is cut off anywhere gives everything up to there", async () => {
    let before = 0;
    for (let length = 1; length < packed.length; length += 997) {
      const { rows, fault } = await gzip(packed.subarray(0, length));
      expect(fault).toBe("gzip_cut_off");
      const good = rows.filter((row) => "raw" in row);
      expect(good.every((row, i) => (row.raw as { n: number }).n === i)).toBe(true);
      expect(good.length).toBeGreaterThanOrEqual(before);
      before = good.length;
    }
    expect(before).toBeGreaterThan(4500);
    const all = await gzip(packed.subarray(0, -1));
    expect([all.rows.length, all.fault]).toEqual([5000, "gzip_cut_off"]);
  });

  it("that is damaged gives everything before the damage", async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, Math.floor(packed.length * 0.9), Math.floor(packed.length * 0.9) + 40);
    const { rows, fault } = await gzip(damaged);
    expect(fault).toBe("gzip_damaged");
    expect(rows.filter((row) => "raw" in row).length).toBeGreaterThan(4000);
    const wrongSum = Buffer.from(packed);
    wrongSum[packed.length - 6] = (wrongSum[packed.length - 6] ?? 0) ^ 1;
    const result = await gzip(wrongSum);
    expect(result.fault).toBe("gzip_damaged");
    expect(result.rows.length).toBeGreaterThan(4000);
  });

  it("that is none says so", async () => {
    expect((await gzip(Buffer.from(text))).fault).toBe("gzip_invalid");
    expect((await gzip(Buffer.alloc(0))).fault).toBe("empty_body");
    expect((await gzip(Buffer.from([0x1f]))).fault).toBe("gzip_cut_off");
  });

  it("holds memory flat for a body that swells a thousand times", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, "\n"));
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const decoded = decode(chunks(bomb, [1_000_000]), { format: "ndjson", gzip: true });
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }, 1);
    for await (const batch of decoded.batches) expect(batch).toEqual([]);
    clearInterval(watch);
    expect(peak - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe("formatOf", () => {
  it.each([
    ["records.ndjson", { format: "ndjson", gzip: false }],
    ["a/b.records.JSONL.gz", { format: "ndjson", gzip: true }],
    ["x.json", { format: "json", gzip: false }],
    ["x.csv.gz", { format: "csv", gzip: true }],
    ["x.tsv", { format: "csv", gzip: false }],
    ["x.xlsx", null],
    ["csv", null],
  ])("%s", (name, format) => {
    expect(formatOf(name)).toEqual(format);
  });
});
