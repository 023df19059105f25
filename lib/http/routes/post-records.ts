import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import { RECORD_TYPES } from "@/lib/domain/record";
import { processIngest } from "@/lib/ingest/commit/services";
import type { InputFormat } from "@/lib/ingest/decode/decode";
import { gunzip } from "@/lib/ingest/decode/decode-gzip";
import { type ImportResult, type IngestServices, importRecords } from "@/lib/ingest/imports/import-records";
import { mappedStream } from "@/lib/ingest/mapping/mapped-input";
import { namedMapping } from "@/lib/reports/import-wizard/import-drafts";
import { declareRoute, jsonResponse } from "../route";

const FORMATS: { readonly [mediaType: string]: InputFormat } = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "text/csv": "csv",
};

/** Media types that are tables to be mapped, and nothing without a mapping. */
const ONLY_MAPPED = [
  "application/octet-stream",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
];

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
    mapping: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe(
        "The name of a mapping saved in the import wizard: the body is a table (CSV of any delimiter and encoding, XLSX, JSON, NDJSON, also gzipped) whose rows it turns into records",
      ),
  }),
  body: "stream",
  takes: [...Object.keys(FORMATS), ...ONLY_MAPPED],
  output: resultSchema,
  answers: {
    400: {
      description:
        "The body breaks off or cannot be read; what came before is stored, with importId and counts",
    },
    422: { description: "A single record was sent and rejected" },
  },
  async handler({ actor, query, request }) {
    const services = await processIngest();
    const given =
      query.mapping === undefined
        ? { input: bodyOf(request), format: formatOf(request), gzip: isGzipped(request) }
        : await mappedBody(services, actor, query.mapping, request);
    const result = await importRecords(services, {
      ...given,
      label: actor.name,
      via: "api",
      startedBy: actor.name,
      keyId: actor.kind === "key" ? actor.id : undefined,
      type: query.type,
      defaultSource: query.source ?? ("source" in given ? given.source : undefined),
    });
    const body = resultBody(result);
    if (result.problem)
      throw new AppError("malformed_body", result.problem.message, { ...body, framing: result.problem.code });
    const [rejection] = result.rejections;
    if (result.single && rejection) throw new AppError("record_rejected", rejection.message, body);
    return jsonResponse(body);
  },
});

/** A body that a saved mapping reads; its format is seen from its first bytes. */
async function mappedBody(services: IngestServices, actor: Actor, name: string, request: Request) {
  const mapping = await namedMapping(services, actor, name);
  const bytes = isGzipped(request) ? gunzip(bodyOf(request)) : bodyOf(request);
  const { shape, input } = await mappedStream(bytes, mapping);
  return { input, format: shape.format, source: mapping.constants.source };
}

function formatOf(request: Request): InputFormat {
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (ONLY_MAPPED.includes(mediaType)) {
    throw new AppError("unsupported_media_type", "Name the mapping that reads this body: ?mapping=NAME.", {
      allowed: Object.keys(FORMATS),
    });
  }
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
