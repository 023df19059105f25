import { z } from "zod";
import packageJson from "@/package.json" with { type: "json" };
import { openApiDocument } from "./openapi";
import { declareRoute, type Route } from "./route";

/** `GET /api/v1/openapi.json`. Declared here, because it describes all the others. */
export const getOpenApi = declareRoute({
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This description of the interface, as OpenAPI 3.1",
  action: "public",
  output: z.looseObject({ openapi: z.string() }),
  handler: async () => ({
    openapi: "3.1.1",
    ...openApiDocument(ROUTES, { version: packageJson.version }),
  }),
});

/**
 * Every route of the API. A new one is declared in lib/http/routes/, listed here (so that it is in openapi.json and
 * in the tests of who may do what), and served by a route.ts below app/api/v1/ at the same path.
 */
export const ROUTES: readonly Route[] = [getOpenApi];
