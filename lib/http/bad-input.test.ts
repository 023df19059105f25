import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApiKey } from "@/lib/access/api-keys";
import type { Scope } from "@/lib/access/permissions";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Report } from "@/lib/reports/report/report";
import { database } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { Route } from "./route";
import { getConversation } from "./routes/get-conversation";
import { getImport, listImports } from "./routes/get-import";
import { getRejections } from "./routes/get-rejections";
import { getReport } from "./routes/get-report";
import { listConversations } from "./routes/list-conversations";
import { listMetrics } from "./routes/list-metrics";
import { postRecords } from "./routes/post-records";

const START = "2026-10-12T08:00:20Z";
const MEBIBYTE = 1024 * 1024;

let db: TestDatabase;
const keys: { [name: string]: string } = {};

beforeAll(async () => {
  db = await createTestDatabase();
  process.env.DATABASE_URL = db.url;
  process.env.BATON_KEY = "a key for the tests of bad input, long enough";
  process.env.BATON_SECRET = "a secret for the tests of bad input, long enough";
  await ensureCurrentGeneration(db, "UTC");
  const make = async (...scopes: Scope[]) => (await createApiKey(db, { name: scopes.join(), scopes })).key;
  keys.ingest = await make("ingest");
  keys.read = await make("read");
  keys.embed = await make("embed");
  keys.both = await make("ingest", "read");
});

afterAll(async () => {
  await database().close();
  await db.close();
});

beforeEach(async () => {
  // Most tests store nothing.
  if ((await db.pool.query("SELECT FROM import LIMIT 1")).rowCount === 0) return;
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
});

interface ListedRejection {
  readonly line: number;
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** What answers may hold; each test looks at what its answer has. */
interface AnswerBody extends Pick<Report, "rows"> {
  readonly code: string;
  readonly detail: string;
  readonly framing: string;
  readonly allowed: readonly string[];
  readonly importId: string;
  readonly received: number;
  readonly created: number;
  readonly rejected: number;
  readonly ignoredKeys: number;
  readonly rejections: readonly ListedRejection[];
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  /** Empty for what is no JSON. */
  readonly body: AnswerBody;
  readonly text: string;
}

async function ask(route: Route, path: string, init: RequestInit = {}, key = keys.both): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (key) headers.set("Authorization", `Bearer ${key}`);
  const response = await route.answer(new Request(`http://baton.test/api/v1${path}`, { ...init, headers }));
  const text = await response.text();
  const type = response.headers.get("content-type");
  const isJson = type?.endsWith("json") && !type.includes("ndjson");
  return { status: response.status, type, body: JSON.parse(isJson ? text : "{}"), text };
}

type Body = string | Uint8Array | AsyncIterable<Uint8Array>;

const TYPES = { ndjson: "application/x-ndjson", json: "application/json", csv: "text/csv" } as const;

function post(
  body: Body,
  format: keyof typeof TYPES | string,
  {
    query = "",
    key = keys.both,
    headers = {},
  }: { query?: string; key?: string; headers?: { [name: string]: string } } = {},
): Promise<Answer> {
  const isStream = typeof body === "object" && Symbol.asyncIterator in body;
  return ask(
    postRecords,
    `/records${query}`,
    {
      method: "POST",
      headers: { "Content-Type": TYPES[format as keyof typeof TYPES] ?? format, ...headers },
      body: (isStream ? Readable.toWeb(Readable.from(body, { objectMode: false })) : body) as BodyInit,
      ...(isStream ? { duplex: "half" } : {}),
    } as RequestInit,
    key,
  );
}

const gzip = { headers: { "Content-Encoding": "gzip" } };

const conversation = (id: string | number, more: object = {}) => ({
  type: "conversation",
  conversationId: `c${id}`,
  startedAt: START,
  ...more,
});
const line = (id: string | number, more: object = {}) => JSON.stringify(conversation(id, more));
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => line(from + i)).join("\n");

async function conversations(): Promise<number> {
  const { body } = await ask(getReport, "/reports?metrics=conversations");
  return body.rows[0]?.values.conversations?.value ?? -1;
}

async function refused(importId: string): Promise<{ [key: string]: unknown }[]> {
  const { status, type, text } = await ask(getRejections, `/imports/${importId}/rejections`);
  expect([status, type]).toEqual([200, "application/x-ndjson; charset=utf-8"]);
  return text
    .split("\n")
    .filter((record) => record !== "")
    .map((record) => JSON.parse(record));
}

async function expectExactTotals(): Promise<void> {
  expect(await totalsDifferences(db)).toEqual([]);
}

/** Counts of an answer: received, created, rejected. */
const counts = ({ body }: Answer) => [body.received, body.created, body.rejected];

describe("malformed JSON in the middle of a long stream", () => {
  test("costs its own line and no other, is told with its place, and can be downloaded", async () => {
    async function* stream() {
      for (let i = 0; i < 10_000; i += 500) {
        const part = lines(i + 1, i + 500).split("\n");
        if (i === 4_500) part[499] = '{"type":"conversation","conversationId":"c5000",oops}';
        yield Buffer.from(`${part.join("\n")}\n`);
      }
    }
    const answer = await post(stream(), "ndjson");
    expect(answer.status).toBe(200);
    expect(counts(answer)).toEqual([10_000, 9_999, 1]);
    expect(answer.body.rejections).toEqual([
      {
        line: 5000,
        type: null,
        conversationId: null,
        code: "malformed_json",
        path: "",
        message: expect.stringContaining("at character"),
      },
    ]);
    expect(await conversations()).toBe(9_999);
    expect(await refused(answer.body.importId)).toEqual([
      {
        input: '{"type":"conversation","conversationId":"c5000",oops}',
        rejection: expect.objectContaining({ line: 5000, code: "malformed_json" }),
      },
    ]);
    await expectExactTotals();
  });

  test("lists the first hundred of many, and keeps them all in their order", async () => {
    const body = Array.from({ length: 1_300 }, (_, i) => (i % 2 === 0 ? line(i) : `{${i}`)).join("\n");
    const answer = await post(`${body}\n`, "ndjson");
    expect(counts(answer)).toEqual([1_300, 650, 650]);
    expect(answer.body.rejections).toHaveLength(100);
    expect(answer.body.rejections[99]?.line).toBe(200);
    const all = await refused(answer.body.importId);
    expect(all.map(({ rejection }) => (rejection as { line: number }).line)).toEqual(
      Array.from({ length: 650 }, (_, i) => 2 * i + 2),
    );
  });
});

describe("lists", () => {
  test("of imports and of refused records go on at their cursor, without a gap or a repetition", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { body } = await post(`${line(i)}\n{1\n{2\n{3\n`, "ndjson");
      ids.unshift(body.importId);
    }
    const walk = async (route: Route, path: string) => {
      const pages: unknown[][] = [];
      for (let next: string | null = ""; next !== null; ) {
        const { status, body } = await ask(route, `${path}limit=2${next && `&cursor=${next}`}`);
        expect(status).toBe(200);
        pages.push([...body.rows]);
        next = (body as unknown as { next: string | null }).next;
      }
      return pages;
    };
    const imports = (await walk(listImports, "/imports?")) as { id: string }[][];
    expect(imports.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(imports.flat().map(({ id }) => id)).toEqual(ids);
    const refusedPages = await walk(getRejections, `/imports/${ids[0]}/rejections?format=json&`);
    expect(refusedPages.map((page) => page.length)).toEqual([2, 1]);
    expect(refusedPages.flat()).toMatchObject([2, 3, 4].map((line) => ({ rejection: { line } })));
  });

  test("refuse a cursor that no page gave", async () => {
    for (const cursor of ["x", "W10", Buffer.from('["yesterday","y"]').toString("base64url")]) {
      const { status, body } = await ask(listImports, `/imports?cursor=${cursor}`);
      expect([status, body.code]).toEqual([400, "invalid_value"]);
    }
  });

  test("of a key hold what it sent itself", async () => {
    await post(line(1), "json");
    const other = await ask(listImports, "/imports", {}, keys.ingest);
    expect(other.body.rows).toEqual([]);
  });
});

describe("a CSV", () => {
  test("with a byte order mark, semicolons, quotes and missing columns is read", async () => {
    const csv =
      '\ufeffconversationId;"startedAt";queryType;customerMessages;test;plan\r\n' +
      `c1;${START};"refund; ""express""";3;no;gold\r\n` +
      `c2;${START}\r\n` +
      `c3;${START};;;yes;\r\n`;
    const answer = await post(csv, "csv", { query: "?type=conversation" });
    expect([answer.status, ...counts(answer)]).toEqual([200, 3, 3, 0]);
    const { body } = await ask(getReport, "/reports?metrics=conversations&by=query_type,attr.plan");
    expect(body.rows.map((row) => row.key)).toEqual([
      { query_type: 'refund; "express"', "attr.plan": "gold" },
      { query_type: null, "attr.plan": null },
    ]);
  });

  test("without the columns that it cannot do without says so", async () => {
    const answer = await post("id;start\n1;2\n", "csv", { query: "?type=conversation" });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      framing: "csv_without_header",
      importId: expect.any(String),
      received: 0,
    });
    const noStart = await post("conversationId,queryType\nc1,refund\n", "csv", {
      query: "?type=conversation",
    });
    expect([noStart.status, ...counts(noStart)]).toEqual([200, 1, 0, 1]);
    expect(noStart.body.rejections[0]).toMatchObject({ line: 2, code: "required", path: "/startedAt" });
  });

  test("refuses a row with a wrong value, with its line, and takes the rows around it", async () => {
    const csv = `conversationId,startedAt,customerMessages\nc1,${START},1\nc2,12.10.2026 8:00,2\nc3,${START},many\nc4,${START},4\n`;
    const answer = await post(csv, "csv", { query: "?type=conversation" });
    expect(counts(answer)).toEqual([4, 2, 2]);
    expect(answer.body.rejections.map((r) => [r.line, r.path])).toEqual([
      [3, "/startedAt"],
      [4, "/customerMessages"],
    ]);
  });

  test("with a quotation mark that is never closed loses no row after it", async () => {
    const csv = `conversationId,startedAt,queryType\nc1,${START},"oops\nc2,${START},x\nc3,${START},y\n`;
    const answer = await post(csv, "csv", { query: "?type=conversation" });
    expect(answer.body).toMatchObject({ created: 2, rejected: 1 });
    expect(await conversations()).toBe(2);
  });

  test("that names no type, in the address or in a column, is refused row by row", async () => {
    const answer = await post(`conversationId,startedAt\nc1,${START}\n`, "csv");
    expect(counts(answer)).toEqual([1, 0, 1]);
    expect(answer.body.rejections[0]).toMatchObject({ code: "required", path: "/type" });
  });

  test("of an unknown type is refused at once, with the types there are", async () => {
    const answer = await post("conversationId\nc1\n", "csv", { query: "?type=chat" });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_value", allowed: expect.arrayContaining(["survey"]) });
  });
});

describe("characters that no text may have", () => {
  test("NUL bytes in a line, in a value and in a key are refused or left out, and stop nothing", async () => {
    const body = [
      line(1),
      `{"type":"conversation","conversationId":"c2\0","startedAt":"${START}"}`,
      `{"type":"conversation","conversationId":"c3\\u0000","startedAt":"${START}"}`,
      line(4, { note: "a\0b", "ke\0y": 1 }),
      JSON.stringify({ type: "handoff", conversationId: "c4", reasonText: "x\0y", reason: "tool_error" }),
      "\0\0\0",
      line(7),
    ].join("\n");
    const answer = await post(`${body}\n`, "ndjson");
    expect(answer.status).toBe(200);
    expect(counts(answer)).toEqual([7, 4, 3]);
    expect(answer.body.rejections.map((r) => r.code)).toEqual([
      "nul_character",
      "control_character",
      "nul_character",
    ]);
    expect(await conversations()).toBe(3);
    expect(await refused(answer.body.importId)).toHaveLength(3);
    await expectExactTotals();
  });

  test("bytes that are no UTF-8 cost their own line", async () => {
    const bad = Buffer.concat([
      Buffer.from(`${line(1)}\n{"type":"conversation","conversationId":"`),
      Buffer.of(0xff, 0xc3, 0x28),
      Buffer.from(`","startedAt":"${START}"}\n${line(3)}\n`),
    ]);
    const answer = await post(bad, "ndjson");
    expect(counts(answer)).toEqual([3, 2, 1]);
    expect(answer.body.rejections[0]).toMatchObject({ line: 2, code: "invalid_utf8" });
  });

  test("halves of emoji are replaced, and the record is kept", async () => {
    const answer = await post(
      `{"type":"conversation","conversationId":"c1","startedAt":"${START}","queryType":"x\\ud83d"}`,
      "json",
    );
    expect(answer.status).toBe(200);
    const { body } = await ask(getReport, "/reports?metrics=conversations&by=query_type");
    expect(body.rows[0]?.key.query_type).toBe("x\ufffd");
  });
});

describe("lines of 10 MB", () => {
  test("are refused by their length, kept, and the lines around them are taken", async () => {
    const long = line("long", { note: "x".repeat(10 * MEBIBYTE) });
    const answer = await post(`${line(1)}\n${long}\n${line(3)}\n`, "ndjson");
    expect([answer.status, ...counts(answer)]).toEqual([200, 3, 2, 1]);
    expect(answer.body.rejections[0]).toMatchObject({ line: 2, code: "record_too_long" });
    expect(answer.body.rejections[0]?.message.length).toBeLessThan(200);
    const [kept] = await refused(answer.body.importId);
    expect(String(kept?.note).length).toBe(10 * MEBIBYTE);
  });

  test("in an array and in a CSV are refused likewise", async () => {
    const array = await post(
      `[${line(1)},${line("long", { note: "x".repeat(10 * MEBIBYTE) })},${line(3)}]`,
      "json",
    );
    expect([array.status, ...counts(array)]).toEqual([200, 3, 2, 1]);
    const csv = `conversationId,startedAt,note\nc5,${START},a\nc6,${START},${"x".repeat(10 * MEBIBYTE)}\nc7,${START},b\n`;
    const table = await post(csv, "csv", { query: "?type=conversation" });
    expect([table.status, ...counts(table)]).toEqual([200, 3, 2, 1]);
  });

  test("alone are a record that is rejected", async () => {
    const answer = await post(line("long", { note: "x".repeat(10 * MEBIBYTE) }), "json");
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "record_rejected", rejected: 1 });
  });
});

describe("gzip", () => {
  const packed = gzipSync(`${lines(1, 3000)}\n`);

  test("is unpacked", async () => {
    const answer = await post(packed, "ndjson", gzip);
    expect([answer.status, ...counts(answer)]).toEqual([200, 3000, 3000, 0]);
  });

  test("that is none answers 400 with importId and counts", async () => {
    const answer = await post(lines(1, 3), "ndjson", gzip);
    expect(answer.status).toBe(400);
    expect(answer.type).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      code: "malformed_body",
      framing: "gzip_invalid",
      importId: expect.any(String),
      received: 0,
      created: 0,
      rejected: 0,
      rejections: [],
    });
  });

  test("that is not announced says what to do", async () => {
    const answer = await post(packed, "ndjson");
    expect([answer.status, answer.body.framing]).toEqual([400, "compressed_unannounced"]);
  });

  test("that is damaged or cut off keeps what came before", async () => {
    const cut = await post(packed.subarray(0, Math.floor(packed.length * 0.8)), "ndjson", gzip);
    expect([cut.status, cut.body.framing]).toEqual([400, "gzip_cut_off"]);
    expect(cut.body.created).toBeGreaterThan(1000);
    expect(cut.body.created).toBeLessThan(3000);
    expect(await conversations()).toBe(cut.body.created);
    const damaged = Buffer.from(packed);
    // One bit of the checksum at the end.
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 1;
    const answer = await post(damaged, "ndjson", gzip);
    expect([answer.status, answer.body.framing]).toEqual([400, "gzip_damaged"]);
    await expectExactTotals();
  });

  test("under any other encoding is not taken", async () => {
    const answer = await post(packed, "ndjson", { headers: { "Content-Encoding": "br" } });
    expect(answer.status).toBe(415);
    expect(answer.body).toMatchObject({ code: "unsupported_encoding", allowed: ["gzip", "identity"] });
  });
});

describe("a value that cannot be", () => {
  const one = async (record: object) => {
    const { status, body } = await post(JSON.stringify(record), "json");
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "record_rejected",
      status: 422,
      received: 1,
      rejected: 1,
      created: 0,
    });
    expect(body.detail).toBe(body.rejections[0]?.message);
    return `${body.rejections[0]?.code} ${body.rejections[0]?.path}`;
  };
  const survey = (more: object) => ({ type: "survey", conversationId: "c1", ...more });

  test.each([
    ["2026-10-12T08:00:20", "time_without_offset"],
    ["2026-10-12", "time_without_offset"],
    ["2026-02-30T08:00:00Z", "time_invalid"],
    ["12/10/2026 08:00", "time_invalid"],
    ["yesterday", "time_invalid"],
    [1_760_256_020, "wrong_type"],
  ])("a time %j", async (startedAt, code) => {
    expect(await one(conversation(1, { startedAt }))).toBe(`${code} /startedAt`);
  });

  test.each([
    [{ score: 6, scaleMin: 1, scaleMax: 5 }, "score_out_of_scale /score"],
    [{ score: 0, scaleMin: 1, scaleMax: 5 }, "score_out_of_scale /score"],
    [{ score: 11, kind: "nps" }, "score_out_of_scale /score"],
    [{ score: 3, scaleMin: 1 }, "scale_incomplete /scaleMax"],
    [{ score: 3, scaleMax: 5 }, "scale_incomplete /scaleMin"],
    [{ score: 3, scaleMin: 5, scaleMax: 1 }, "scale_invalid /scaleMax"],
    [{ score: 3, scaleMin: 3, scaleMax: 3 }, "scale_invalid /scaleMax"],
    [{ score: "5", scaleMin: 1, scaleMax: 5 }, "wrong_type /score"],
  ])("a survey %j", async (more, expected) => {
    expect(await one(survey(more))).toBe(expected);
  });

  test("a score without a scale is no mistake", async () => {
    const { status } = await post(
      JSON.stringify([survey({ score: 97 }), survey({ kind: "nps", score: 10 })]),
      "json",
    );
    expect(status).toBe(200);
  });

  test.each([
    [{ type: "conversation", startedAt: START }, "required /conversationId"],
    [{ type: "conversation", conversationId: "  ", startedAt: START }, "required /conversationId"],
    [{ type: "conversation", conversationId: "c1" }, "required /startedAt"],
    [{ conversationId: "c1", startedAt: START }, "required /type"],
    [{ type: "chat", conversationId: "c1" }, "type_unknown /type"],
    [{ type: "message", conversationId: "c1" }, "required /sequence"],
    [conversation(1, { customerMessages: -1 }), "negative_number /customerMessages"],
    [conversation(1, { customerMessages: 1.5 }), "not_a_whole_number /customerMessages"],
    [conversation(1, { customerMessages: "3" }), "wrong_type /customerMessages"],
    [conversation(1, { test: "yes" }), "wrong_type /test"],
    [conversation(1, { outcome: "solved" }), "unknown_value /outcome"],
    [conversation(1, { bot: "x".repeat(257) }), "too_long /bot"],
    [
      { type: "handoff", conversationId: "c1", context: { fields: [{ passed: "none" }] } },
      "required /context/fields/0/name",
    ],
    [
      {
        type: "handoff",
        conversationId: "c1",
        context: { fields: [{ name: "a" }, { name: "b", passed: "mail" }] },
      },
      "unknown_value /context/fields/1/passed",
    ],
  ])("%j", async (record, expected) => {
    expect(await one(record)).toBe(expected);
  });

  test("an unknown reason, channel or key is none: the record is taken", async () => {
    const records = [
      conversation(1, { channel: "Fax", mood: "good", nested: { a: 1 }, list: [1] }),
      { type: "handoff", conversationId: "c1", reason: "The bot gave up" },
      { type: "handoff", conversationId: "c1", handoffId: "2", reason: "line\nbreak", reasonRaw: "E-7" },
    ];
    const answer = await post(JSON.stringify(records), "json");
    expect([answer.status, ...counts(answer)]).toEqual([200, 3, 3, 0]);
    expect(answer.body.ignoredKeys).toBe(2);
    const { body } = await ask(
      getReport,
      "/reports?metrics=unclassified_share&by=reason_raw,attr.channelRaw&channel=other&attr.mood=good",
    );
    expect(body.rows).toMatchObject([
      {
        key: { reason_raw: "The bot gave up", "attr.channelRaw": "Fax" },
        values: { unclassified_share: { numerator: 2 } },
      },
    ]);
  });

  test("is explained without giving captured values and customers away", async () => {
    const secret = "4929 1234 5678 9012 private";
    const { body } = await post(
      JSON.stringify([
        conversation(1, { customerRef: [secret] }),
        {
          type: "handoff",
          conversationId: "c1",
          context: { fields: [{ name: "card", value: { number: secret } }] },
        },
      ]),
      "json",
    );
    expect(body.rejected).toBe(2);
    expect(JSON.stringify(body)).not.toContain("private");
  });
});

describe("a body that is cut off in the middle", () => {
  test("as NDJSON answers 400 with importId and counts; what came before stays", async () => {
    const whole = `${lines(1, 2500)}\n`;
    const answer = await post(whole.slice(0, -40), "ndjson");
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      framing: "body_cut_off",
      received: 2500,
      created: 2499,
      rejected: 1,
    });
    expect(await conversations()).toBe(2499);
    const status = await ask(getImport, `/imports/${answer.body.importId}`);
    expect(status.body).toMatchObject({
      state: "stopped",
      created: 2499,
      rejected: 1,
      problem: answer.body.detail,
    });
    const [kept] = await refused(answer.body.importId);
    expect(kept).toMatchObject({
      input: line(2500).slice(0, -39),
      rejection: { code: "cut_off", line: 2500 },
    });
  });

  test("as an array answers likewise", async () => {
    const answer = await post(`[${line(1)},${line(2)},{"type":"conv`, "json");
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ framing: "body_cut_off", importId: expect.any(String), created: 2 });
    const whole = await post(`[${line(3)},${line(4)}`, "json");
    expect([whole.status, whole.body.created]).toEqual([400, 2]);
    expect(await conversations()).toBe(4);
  });

  test("as one record, as nothing, and with something after its end answers likewise", async () => {
    for (const [body, framing] of [
      ['{"type":"conversation",', "body_cut_off"],
      ["", "empty_body"],
      [`${line(1)}${line(2)}`, "trailing_data"],
      [`[${line(3)}}`, "unbalanced_brackets"],
    ] as const) {
      const answer = await post(body, "json");
      expect([answer.status, answer.body.framing, typeof answer.body.importId], body).toEqual([
        400,
        framing,
        "string",
      ]);
    }
  });

  test("by a connection that breaks keeps what had come, and sending all of it again doubles nothing", async () => {
    async function* broken() {
      yield Buffer.from(`${lines(1, 1500)}\n${lines(1501, 1510).slice(0, -20)}`);
      throw new Error("the client is gone");
    }
    const answer = await post(broken(), "ndjson");
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ framing: "body_cut_off", created: 1509 });
    const again = await post(`${lines(1, 1600)}\n`, "ndjson");
    expect(again.body).toMatchObject({ received: 1600, created: 91, unchanged: 1509, rejected: 0 });
    expect(await conversations()).toBe(1600);
    await expectExactTotals();
  });
});

describe("refused records", () => {
  test("can be downloaded, mended and sent again", async () => {
    const bad = [
      { ...conversation(1), startedAt: "2026-10-12T08:00:20" },
      { ...conversation(2), customerMessages: "7" },
      { type: "survey", conversationId: "c3", score: 9, scaleMin: 1, scaleMax: 5 },
    ];
    const answer = await post([line(0), ...bad.map((record) => JSON.stringify(record))].join("\n"), "ndjson");
    expect(counts(answer)).toEqual([4, 1, 3]);
    const all = await refused(answer.body.importId);
    expect(all.map(({ rejection, ...record }) => record)).toEqual(bad);
    expect(all.map(({ rejection }) => rejection)).toEqual([
      expect.objectContaining({ line: 2, code: "time_without_offset", path: "/startedAt" }),
      expect.objectContaining({ line: 3, code: "wrong_type", path: "/customerMessages" }),
      expect.objectContaining({ line: 4, code: "score_out_of_scale", path: "/score" }),
    ]);
    const [first, second, third] = all;
    const mended = [
      { ...first, startedAt: START },
      { ...second, customerMessages: 7 },
      { ...third, score: 5 },
    ];
    const again = await post(mended.map((record) => JSON.stringify(record)).join("\n"), "ndjson");
    expect([again.status, ...counts(again)]).toEqual([200, 3, 3, 0]);
    expect(await conversations()).toBe(3);
  });

  test("of a CSV carry the type and the source that the address gave them", async () => {
    const csv = `conversationId,startedAt,queryType\nc1,12.10.2026,refund\nc2,${START},refund\n`;
    const answer = await post(csv, "csv", { query: "?type=conversation&source=old-bot" });
    expect(counts(answer)).toEqual([2, 1, 1]);
    const [kept] = await refused(answer.body.importId);
    const again = await post(JSON.stringify({ ...kept, startedAt: START }), "json");
    expect([again.status, ...counts(again)]).toEqual([200, 1, 1, 0]);
    const { body } = await ask(getReport, "/reports?metrics=conversations&by=source");
    expect(body.rows).toMatchObject([
      { key: { source: "old-bot" }, values: { conversations: { value: 2 } } },
    ]);
  });

  test("are kept encrypted", async () => {
    const answer = await post(line(1, { startedAt: "tomorrow", comment: "a secret word" }), "json");
    const { rows } = await db.pool.query<{ all: string }>(
      "SELECT encode(input, 'escape') || message || path AS all FROM rejection WHERE import_id = $1",
      [answer.body.importId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.all).not.toContain("secret word");
  });

  test("of an import that does not exist are not found", async () => {
    for (const id of ["7", "00000000-0000-4000-8000-000000000000", "..%2F..", "%00"]) {
      const { status, body } = await ask(getRejections, `/imports/${id}/rejections`);
      expect([id, status, body.code]).toEqual([id, 404, "not_found"]);
      expect((await ask(getImport, `/imports/${id}`)).status).toBe(404);
    }
  });
});

describe("what became of records", () => {
  test("is told one by one: created, updated, unchanged, stale, rejected", async () => {
    const at = (second: number) => `2026-10-12T09:00:0${second}Z`;
    const records = [
      conversation(1, { updatedAt: at(2), queryType: "a" }),
      conversation(1, { updatedAt: at(3), queryType: "b" }),
      conversation(1, { updatedAt: at(3), queryType: "b" }),
      conversation(1, { updatedAt: at(1), queryType: "c" }),
      { type: "survey", conversationId: "waits", score: 5 },
      { type: "conversation" },
    ];
    const answer = await post(JSON.stringify(records), "json");
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      received: 6,
      created: 2,
      updated: 1,
      unchanged: 1,
      stale: 1,
      rejected: 1,
      ignoredKeys: 0,
    });
    expect(answer.body.rejections[0]?.line).toBe(6);
    const status = await ask(getImport, `/imports/${answer.body.importId}`);
    expect(status.body).toMatchObject({
      state: "done",
      received: 6,
      created: 2,
      stale: 1,
      rejected: 1,
      problem: null,
    });
  });

  test("is in the numbers when the answer comes", async () => {
    for (let i = 1; i <= 5; i++) {
      await post(line(i), "json");
      expect(await conversations()).toBe(i);
    }
  });
});

describe("who may not", () => {
  const tries: readonly (readonly [string, () => string | undefined, number, string])[] = [
    ["no key", () => "", 401, "unauthenticated"],
    ["a key that nobody made", () => "baton_0123456789abcdefghij", 401, "invalid_key"],
    ["a key with the scope read", () => keys.read, 403, "forbidden"],
    ["a key with the scope embed", () => keys.embed, 403, "forbidden"],
  ];

  test.each(tries)("send records: %s", async (_, key, status, code) => {
    const answer = await ask(
      postRecords,
      "/records",
      { method: "POST", headers: { "Content-Type": "application/json" }, body: line(1) },
      key(),
    );
    expect([answer.status, answer.type, answer.body.code]).toEqual([
      status,
      "application/problem+json",
      code,
    ]);
    const { rows } = await db.pool.query("SELECT FROM import");
    expect(rows).toHaveLength(0);
  });

  test("read reports: a key with the scope ingest alone, or embed", async () => {
    for (const key of [keys.ingest, keys.embed]) {
      for (const [route, path] of [
        [getReport, "/reports"],
        [listConversations, "/conversations"],
        [listMetrics, "/metrics"],
      ] as const) {
        const { status, body } = await ask(route, path, {}, key);
        expect([path, status, body.code]).toEqual([path, 403, "forbidden"]);
        expect(body.detail).toContain("read");
      }
    }
  });

  test("see what another key sent", async () => {
    const { body } = await post(`${line(1)}\nnope\n`, "ndjson", { key: keys.both ?? "" });
    const other = await ask(getRejections, `/imports/${body.importId}/rejections`, {}, keys.ingest);
    expect(other.status).toBe(404);
    expect((await ask(getRejections, `/imports/${body.importId}/rejections`, {}, keys.read)).status).toBe(
      403,
    );
  });
});

describe("a body of another kind", () => {
  test.each(["text/plain", "application/xml", "multipart/form-data", "application/octet-stream", ""])(
    "%j is not taken, and what is taken is said",
    async (type) => {
      const answer = await post(Buffer.from(line(1)), type === "" ? "" : type);
      expect(answer.status).toBe(415);
      expect(answer.body).toMatchObject({
        code: "unsupported_media_type",
        // Tables with a saved mapping come in other types, too.
        allowed: expect.arrayContaining(["application/json", "application/x-ndjson", "text/csv"]),
      });
    },
  );

  test("with parameters and in capitals is the same kind", async () => {
    expect((await post(line(1), "Application/JSON; charset=UTF-8")).status).toBe(200);
  });

  test("a ZIP file and a text in UTF-16 are told apart from records", async () => {
    const zip = await post(Buffer.from("PK\u0003\u0004workbook"), "csv", { query: "?type=survey" });
    expect([zip.status, zip.body.framing]).toEqual([400, "not_text"]);
    const utf16 = await post(Buffer.from("\ufeffconversationId\nc1\n", "utf16le"), "csv", {
      query: "?type=survey",
    });
    expect([utf16.status, utf16.body.framing]).toEqual([400, "not_utf8"]);
  });

  test("JSON that is no record is one that is rejected", async () => {
    for (const body of ["17", '"text"', "null", "true"]) {
      const answer = await post(body, "json");
      expect([body, answer.status, answer.body.rejections[0]?.code]).toEqual([body, 422, "not_an_object"]);
    }
    const list = await post("[1, null, [2]]", "json");
    expect([list.status, ...counts(list)]).toEqual([200, 3, 0, 3]);
    const empty = await post("[]", "json");
    expect([empty.status, ...counts(empty)]).toEqual([200, 0, 0, 0]);
  });
});

describe("a question that cannot be answered", () => {
  const asked = async (query: string, route: Route = getReport) => {
    const path = route === getReport ? "/reports" : "/conversations";
    const { status, type, body } = await ask(route, `${path}?${query}`);
    expect([query, status, type]).toEqual([query, 400, "application/problem+json"]);
    return body;
  };

  test("names an unknown metric, and those that there are", async () => {
    const body = await asked("metrics=hand_off_rate,happiness");
    expect(body).toMatchObject({ code: "unknown_metric", parameter: "metrics" });
    expect(body.allowed).toEqual(METRICS.map((metric) => metric.id));
    expect((await asked("metric=happiness", listConversations)).code).toBe("unknown_metric");
  });

  test("names an unknown dimension, parameter or value, and those that there are", async () => {
    expect(await asked("by=colour")).toMatchObject({
      code: "unknown_dimension",
      parameter: "by",
      allowed: expect.arrayContaining(["query_type", "attr.NAME"]),
    });
    expect(await asked("colour=red")).toMatchObject({
      code: "unknown_parameter",
      parameter: "colour",
      allowed: expect.arrayContaining(["metrics", "from", "by", "query_type", "attr.NAME"]),
    });
    expect(await asked("channel=fax")).toMatchObject({
      parameter: "channel",
      allowed: expect.arrayContaining(["voice"]),
    });
    expect(await asked("format=xml")).toMatchObject({ parameter: "format", allowed: ["json", "csv"] });
    expect(await asked("compare=last&week=2026-W46")).toMatchObject({
      parameter: "compare",
      allowed: ["previous"],
    });
    expect(await asked("part=half&metric=hand_offs", listConversations)).toMatchObject({
      allowed: ["numerator", "denominator"],
    });
    expect((await asked("metrics=hand_offs", listConversations)).code).toBe("unknown_parameter");
  });

  test.each([
    ["from=2026-11-10&to=2026-11-09", "invalid_period"],
    ["week=2025-W53", "invalid_period"],
    ["week=2026-W99", "invalid_period"],
    ["from=2026-02-30&to=2026-03-01", "invalid_period"],
    ["from=2026-11-09", "missing_value"],
    ["week=2026-W46&from=2026-11-09&to=2026-11-15", "incompatible_parameters"],
    ["from=2026-11-09&from=2026-11-10&to=2026-11-15", "repeated_parameter"],
    ["day=2026-11-31", "invalid_value"],
  ])("about the period %s", async (query, code) => {
    expect((await asked(query)).code).toBe(code);
    expect((await asked(query, listConversations)).code).toBe(code);
  });

  test.each([
    "by=day,query_type&compare=previous&week=2026-W46",
    "by=week&compare=previous&week=2026-W46",
    "by=month&compare=previous&week=2026-W46",
    "by=hour&compare=previous&week=2026-W46",
    "by=bot,channel,language",
    "by=bot,bot",
    "by=field&metrics=hand_off_rate",
    "field=email&metrics=hand_off_rate,field_reask_rate",
  ])("because its parts do not go together: %s", async (query) => {
    expect((await asked(query)).code).toMatch(/incompatible_parameters|invalid_value/);
  });

  test.each(["limit=0", "limit=501", "limit=many", "cursor=xyz", "cursor=W10"])(
    "about a page: %s",
    async (query) => {
      expect((await asked(query, listConversations)).code).toBe("invalid_value");
    },
  );

  test("about conversations behind another metric by field, or behind two metrics at once", async () => {
    expect((await asked("field=email&metric=hand_off_rate", listConversations)).code).toBe(
      "incompatible_parameters",
    );
    expect((await asked("metric=hand_offs,conversations", listConversations)).code).toBe("invalid_value");
  });

  test("but one with empty lists means all metrics and no dimensions", async () => {
    await post(line(1), "json");
    const { status, body } = await ask(getReport, "/reports?metrics=&by=");
    expect(status).toBe(200);
    expect(Object.keys(body.rows[0]?.values ?? {})).toEqual(METRICS.map((metric) => metric.id));
  });

  test.each(["query_type=%00", "attr.a%00b=1", "by=attr.%00", "%00=1", "metrics=hand_offs%00"])(
    "because of a NUL character: %s",
    async (query) => {
      expect((await asked(query)).code).toBe("invalid_value");
      expect((await ask(getConversation, "/conversations/default/a%00b")).status).toBe(404);
    },
  );

  test("with text that tries to be SQL finds nothing and breaks nothing", async () => {
    await post(line(1, { queryType: "x" }), "json");
    const evil = encodeURIComponent("x' OR '1'='1");
    for (const query of [`query_type=${evil}`, `attr.${evil}=x`, `by=attr.${evil}`, `attr.a%22%3B=1`]) {
      const { status } = await ask(getReport, `/reports?metrics=conversations&${query}`);
      expect([query, status]).toEqual([query, 200]);
    }
    const { body } = await ask(getReport, `/reports?metrics=conversations&query_type=${evil}`);
    expect(body.rows[0]?.values.conversations?.value).toBe(0);
    expect(await conversations()).toBe(1);
  });
});
