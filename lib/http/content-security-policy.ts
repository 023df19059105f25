/** What a page's policy depends on. */
export interface PolicyInput {
  /** Random for each answer; Next.js puts it on its own scripts and styles. */
  readonly nonce: string;
  /** `next dev` evaluates code and puts styles into the page. */
  readonly development: boolean;
  /** Other sites that a form may lead to: the OpenID Connect provider. */
  readonly formTargets: readonly string[];
  /** Sites that may show the page in a frame; none unless given. */
  readonly frameAncestors?: readonly string[];
}

/**
 * The Content-Security-Policy of a page: scripts by nonce only, everything else from Baton itself. Inline style
 * attributes are allowed, because charts are drawn with them.
 */
export function contentSecurityPolicy(input: PolicyInput): string {
  const { nonce, development, formTargets, frameAncestors = [] } = input;
  const directives = {
    "default-src": ["'self'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'", ...formTargets],
    "frame-ancestors": frameAncestors.length > 0 ? frameAncestors : ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
