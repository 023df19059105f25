/**
 * Where to go after signing in: `wanted` if it leads to one of Baton's own pages, else the home page. Taken are paths
 * (`/conversations?week=…`) and whole addresses below `base`; what a browser would read as another site
 * (`//evil.example`, `/\evil.example`, `javascript:…`) is not.
 *
 * @returns a path with its query, beginning with exactly one slash
 */
export function ownPath(wanted: string | null | undefined, base = "http://baton.invalid"): string {
  if (!wanted || !URL.canParse(wanted, base)) return "/";
  const url = new URL(wanted, base);
  if (url.origin !== new URL(base).origin) return "/";
  const path = `${url.pathname}${url.search}`;
  return path.startsWith("//") || path.startsWith("/api/") ? "/" : path;
}
