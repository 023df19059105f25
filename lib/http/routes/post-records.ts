import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { RECORD_TYPES } from "@/lib/domain/record";
import type { InputFormat } from "@/lib/ingest/decode";
import { type ImportResult, importRecords } from "@/lib/ingest/import-records";
import { processIngest } from "@/lib/ingest/services";
import { declareRoute, jsonResponse } from "../route";

const FORMATS: { readonly [mediaType: string]: InputFormat } = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "text/csv": "csv",
};

const rejectionSchema = z.object({
  line: z.int().describe("1-based; in an array the position"),
  type: z.string().nullable(),
  conversationId: z.string().nullable(),
  code: z.string(),
  path: z.string().describe("JSON Pointer"),
  message: z.string(),
});

const resultSchema = z
  .object({
    importId: z.string(),
    received: z.int(),
    created: z.int().describe("New; records that wait for their conversation are among them"),
    updated: z.int(),
    unchanged: z.int(),
    stale: z.int().describe("Overruled by a newer version"),
    rejected: z.int(),
    ignoredKeys: z.int().describe("Keys that were left out, all records together"),
    ignoredKeyNames: z.record(z.string(), z.int()).describe("The same by name"),
    rejections: z.array(rejectionSchema).describe("The first 100; all are at /imports/{id}/rejections"),
  })
  .meta({ id: "ImportResult" });

/** `POST /api/v1/records`: answers when the records are durable and in the numbers. */
export const postRecords = declareRoute({
  method: "POST",
  path: "/api/v1/records",
  summary: "Send records: conversations, hand-offs, surveys, context ratings, messages",
  description:
    "One record or an array as JSON, one record a line as NDJSON, or CSV with ?type=…; gzip with Content-Encoding. A record that is refused stops none of the others.",
  action: "ingest",
  query: z.object({
    type: z
      .enum(RECORD_TYPES)
      .optional()
      .describe("The type of records that name none, such as the rows of a CSV"),
    source: z.string().min(1).max(256).optional().describe("The source of records that name none"),
  }),
  body: "stream",
  takes: Object.keys(FORMATS),
  output: resultSchema,
  answers: {
    400: {
      description:
        "The body breaks off or cannot be read; what came before is stored, with importId and counts",
    },
    422: { description: "A single record was sent and rejected" },
  },
  async handler({ actor, query, request }) {
    const result = await importRecords(await processIngest(), {
      input: bodyOf(request),
      format: formatOf(request),
      gzip: isGzipped(request),
      label: actor.name,
      via: "api",
      startedBy: actor.name,
      keyId: actor.kind === "key" ? actor.id : undefined,
      type: query.type,
      defaultSource: query.source,
    });
    const body = resultBody(result);
    if (result.problem)
      throw new AppError("malformed_body", result.problem.message, { ...body, framing: result.problem.code });
    const [rejection] = result.rejections;
    if (result.single && rejection) throw new AppError("record_rejected", rejection.message, body);
    return jsonResponse(body);
  },
});

function formatOf(request: Request): InputFormat {
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return FORMATS[mediaType] ?? "json";
}

function isGzipped(request: Request): boolean {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "gzip" || encoding === "x-gzip") return true;
  if (encoding === "" || encoding === "identity") return false;
  throw new AppError(
    "unsupported_encoding",
    `The encoding ${encoding} is not taken. Send gzip, or no encoding.`,
    {
      allowed: ["gzip", "identity"],
    },
  );
}

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body;
}

function resultBody(result: ImportResult) {
  const { importId, received, created, updated, unchanged, stale, rejected, ignoredKeys, rejections } =
    result;
  const left = [...ignoredKeys.values()].reduce((sum, count) => sum + count, 0);
  return {
    importId,
    received,
    created,
    updated,
    unchanged,
    stale,
    rejected,
    ignoredKeys: left,
    ignoredKeyNames: Object.fromEntries(ignoredKeys),
    rejections: [...rejections],
  };
}
