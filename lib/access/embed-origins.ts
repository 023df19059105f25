import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import type { Database } from "@/lib/store/database";
import { originsOfEmbedLink, writeEmbedOrigins } from "@/lib/store/embed-links";
import type { Actor } from "./actor";
import { requirePermission } from "./permissions";

const MOST_ORIGINS = 20;
/** A site, or all sites below one (`https://*.example.com`), as Content-Security-Policy writes it. */
const ORIGIN =
  /^https:\/\/(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d{1,5})?$|^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/;

/**
 * Reads sites as somebody types them, one a line or with commas: in lower case, each once.
 *
 * @throws AppError `invalid_value` for what is no site
 */
export function readOrigins(text: string): string[] {
  const given = text
    .split(/[\s,]+/)
    .map((part) => part.toLowerCase().replace(/\/$/, ""))
    .filter((part) => part !== "");
  const wrong = given.find((origin) => !ORIGIN.test(origin));
  if (wrong !== undefined) {
    throw new AppError(
      "invalid_value",
      `${wrong} is no site. Write it as https://desk.example.com, or https://*.example.com for all below it.`,
      { parameter: "origins" },
    );
  }
  const origins = [...new Set(given)];
  if (origins.length <= MOST_ORIGINS) return origins;
  throw new AppError("invalid_value", `At most ${MOST_ORIGINS} sites.`, { parameter: "origins" });
}

/** Says which sites may show the panel of a key's links. @throws AppError 400, 403, 404 */
export async function changeOrigins(
  db: Database,
  actor: Actor,
  keyId: string,
  text: string,
): Promise<string[]> {
  requirePermission(actor, "manage_data");
  const origins = readOrigins(text);
  if (!z.uuid().safeParse(keyId).success || !(await writeEmbedOrigins(db, keyId, origins))) {
    throw new AppError("not_found", "There is no such key with the scope embed.");
  }
  return origins;
}

const PANEL = /^\/embed\/context\/([0-9a-f-]{36})$/;

/**
 * The sites that may show the page at a path in a frame: for the panel those of the link's key, for everything else
 * none. What is shown of a link that is over says so, and may be shown where the link could be.
 */
export async function frameAncestors(db: () => Database, path: string): Promise<readonly string[]> {
  const id = PANEL.exec(path)?.[1];
  if (id === undefined || !z.uuid().safeParse(id).success) return [];
  return originsOfEmbedLink(db(), id);
}
