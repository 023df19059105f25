import { AppError } from "@/lib/domain/app-error";

/** Methods that change nothing, and so need no proof of where they come from. */
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a state-changing request that a browser sends for another site. `Origin` must name the public address
 * (`BATON_URL`) or the very host that was asked; a missing one is refused too, since every browser sends it.
 * Only for requests that live on a cookie: an API key is never sent by a browser on its own.
 *
 * @throws AppError `origin_refused` (403)
 */
export function requireSameOrigin(method: string, headers: Headers, publicUrl: string | undefined): void {
  if (SAFE.has(method)) return;
  const origin = headers.get("origin");
  if (origin === null) {
    throw new AppError(
      "origin_refused",
      "The request does not say which site it comes from (Origin is missing).",
    );
  }
  if (!isOwnOrigin(origin, headers.get("host"), publicUrl)) {
    throw new AppError("origin_refused", `Requests from ${origin} are not taken.`, { origin });
  }
}

function isOwnOrigin(origin: string, host: string | null, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (publicUrl !== undefined && asked.origin === new URL(publicUrl).origin) return true;
  return host !== null && asked.host === host && (asked.protocol === "http:" || asked.protocol === "https:");
}
