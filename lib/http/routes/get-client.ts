import { z } from "zod";
import { declareRoute } from "../route";

/** `GET /api/v1/client.ts`: made from all routes, so whoever lists them says how. */
export function clientRoute(source: () => string) {
  return declareRoute({
    method: "GET",
    path: "/api/v1/client.ts",
    summary: "A typed client in TypeScript, one file without dependencies",
    action: "public",
    output: z.unknown(),
    answers: { 200: { description: "The file", content: { "text/plain": null } } },
    handler: async () =>
      new Response(source(), {
        headers: {
          "Content-Type": "text/plain; charset=utf-8",
          "Content-Disposition": 'attachment; filename="baton-client.ts"',
        },
      }),
  });
}
