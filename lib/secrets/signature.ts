import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA-256 of some parts under a key, in characters that survive every address: 43 of them. */
export function sign(key: Buffer, parts: readonly (string | number)[]): string {
  return createHmac("sha256", key).update(JSON.stringify(parts), "utf8").digest("base64url");
}

/** Whether a signature is that of the parts; takes the same time wherever they differ. */
export function isSignature(key: Buffer, parts: readonly (string | number)[], given: string): boolean {
  const expected = Buffer.from(sign(key, parts));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
