import { z } from "zod";
import packageJson from "@/package.json" with { type: "json" };
import { clientSource } from "./client/client-source";
import { openApiDocument } from "./openapi";
import { declareRoute, type Route } from "./route";
import {
  deleteEmbedLink,
  getEmbedContext,
  postEmbedLink,
  postEmbedSession,
  putEmbedRating,
} from "./routes/embed-links";
import { listErasedCustomers, postErasure } from "./routes/erasures";
import { find } from "./routes/find";
import { clientRoute } from "./routes/get-client";
import { getConversation } from "./routes/get-conversation";
import { getExport } from "./routes/get-export";
import { getHealth } from "./routes/get-health";
import { getImport, listImports } from "./routes/get-import";
import { getRejections } from "./routes/get-rejections";
import { getReport } from "./routes/get-report";
import { getTable } from "./routes/get-table";
import { listConversations } from "./routes/list-conversations";
import { listMetrics } from "./routes/list-metrics";
import { postImportFile } from "./routes/post-import-file";
import { getPayloadAddress, postPayload } from "./routes/post-payload";
import { postRecords } from "./routes/post-records";
import { deleteImport, redoImport, undoImport } from "./routes/undo-import";

/** `GET /api/v1/openapi.json`. Declared here, because it describes all the others. */
export const getOpenApi = declareRoute({
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This description of the interface, as OpenAPI 3.1",
  action: "public",
  output: z.looseObject({ openapi: z.string() }),
  handler: async () => ({ ...openApiDocument(ROUTES, { version: packageJson.version }) }),
});

/** `GET /api/v1/client.ts`. */
export const getClient = clientRoute(() =>
  clientSource(openApiDocument(ROUTES, { version: packageJson.version })),
);

/**
 * Every route of the API. A new one is declared in lib/http/routes/, listed here (so that it is in openapi.json and
 * in the tests of who may do what), and served by a route.ts below app/api/v1/ at the same path.
 */
export const ROUTES: readonly Route[] = [
  postRecords,
  postPayload,
  getPayloadAddress,
  listImports,
  postImportFile,
  getImport,
  getRejections,
  deleteImport,
  undoImport,
  redoImport,
  postErasure,
  listErasedCustomers,
  getExport,
  getReport,
  getTable,
  listMetrics,
  listConversations,
  getConversation,
  postEmbedLink,
  deleteEmbedLink,
  postEmbedSession,
  getEmbedContext,
  putEmbedRating,
  getHealth,
  find,
  getOpenApi,
  getClient,
];
