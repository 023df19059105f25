import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as a signature covers it. */
export interface SignedRequest {
  readonly headers: Headers;
  /** The addresses under which the platform may know this endpoint, with their parameters. */
  readonly urls: readonly string[];
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How a platform signs what it sends. */
export interface SignatureScheme {
  /** What the platform calls the secret. */
  readonly secretName: string;
  /** Where to find it. */
  readonly hint: string;
  /** `absent` = the request carries none of this platform's signatures. Compares in constant time. */
  check(request: SignedRequest, secret: string): SignatureCheck;
}

export type SignatureCheck = "valid" | "invalid" | "expired" | "absent";

/** A signed time further from now than this is refused: a request recorded by somebody else cannot be sent again. */
export const REPLAY_WINDOW_MS = 5 * 60 * 1000;

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** An HMAC in one of the usual notations. */
export function hmac(
  algorithm: "sha1" | "sha256",
  secret: string,
  parts: readonly (string | Buffer)[],
  encoding: "hex" | "base64",
): string {
  const digest = createHmac(algorithm, secret);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}

/** Whether a signed time (seconds, milliseconds or ISO 8601) is close enough to now. */
export function isFresh(signedAt: string, now: number): boolean {
  const asNumber = Number(signedAt);
  const millis = Number.isNaN(asNumber)
    ? Date.parse(signedAt)
    : asNumber * (asNumber >= 100_000_000_000 ? 1 : 1000);
  return Math.abs(now - millis) <= REPLAY_WINDOW_MS;
}

/**
 * A signature over the body alone, in one header. A prefix such as `sha256=` is part of what is compared where the
 * platform writes one.
 */
export function bodySignature(
  header: string,
  algorithm: "sha1" | "sha256",
  encoding: "hex" | "base64",
  prefix = "",
): SignatureScheme["check"] {
  return ({ headers, body }, secret) => {
    const sent = headers.get(header);
    if (sent === null) return "absent";
    return sameText(sent, prefix + hmac(algorithm, secret, [body], encoding)) ? "valid" : "invalid";
  };
}

/** A signature over a time and the body, each in its header; too old a time is refused. */
export function timedSignature(scheme: {
  readonly header: string;
  readonly timeHeader: string;
  readonly between: string;
  readonly encoding: "hex" | "base64";
  readonly prefix: string;
}): SignatureScheme["check"] {
  return ({ headers, body, now }, secret) => {
    const sent = headers.get(scheme.header);
    const signedAt = headers.get(scheme.timeHeader);
    if (sent === null || signedAt === null) return "absent";
    const expected = hmac("sha256", secret, [signedAt, scheme.between, body], scheme.encoding);
    if (!sameText(sent, scheme.prefix + expected)) return "invalid";
    return isFresh(signedAt, now) ? "valid" : "expired";
  };
}

/** A shared secret that the platform sends as it is, in a header of its own. */
export function sharedSecret(header: string): SignatureScheme["check"] {
  return ({ headers }, secret) => {
    const sent = headers.get(header);
    if (sent === null) return "absent";
    return sameText(sent, secret) ? "valid" : "invalid";
  };
}
