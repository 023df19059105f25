import { z } from "zod";
import { processIngest } from "@/lib/ingest/commit/services";
import { uploadFile } from "@/lib/reports/import-wizard/import-drafts";
import { declareRoute } from "../route";

/** `POST /api/v1/import-files`: a file for the import wizard, as it is. */
export const postImportFile = declareRoute({
  method: "POST",
  path: "/api/v1/import-files",
  summary: "Upload a file to the import wizard: CSV, XLSX, JSON or NDJSON, also gzipped",
  description:
    "The body is the file itself, of any encoding and delimiter. It is kept encrypted until it is imported at /data/import, for three days at most. Several files of one draft are imported together.",
  action: "manage_data",
  query: z.object({
    name: z.string().min(1).max(256).describe("The file's name"),
    draft: z.string().optional().describe("The draft that the file joins; without it a new one"),
  }),
  body: "stream",
  takes: ["application/octet-stream"],
  output: z
    .object({
      draft: z.string().describe("The draft, shown at /data/import/{draft}"),
      file: z.string(),
    })
    .meta({ id: "UploadedFile" }),
  answers: { 400: { description: "The file cannot be read as a table; nothing of it is kept" } },
  handler: async ({ actor, query, request }) =>
    uploadFile(await processIngest(), actor, query.draft ?? null, {
      name: query.name,
      bytes: bodyOf(request),
    }),
});

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body;
}
