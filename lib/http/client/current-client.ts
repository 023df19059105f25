import packageJson from "@/package.json" with { type: "json" };
import { openApiDocument } from "../openapi";
import { ROUTES } from "../routes";
import { clientSource } from "./client-source";

/** The client of this Baton. */
export function currentClient(): string {
  return clientSource(openApiDocument(ROUTES, { version: packageJson.version }));
}
