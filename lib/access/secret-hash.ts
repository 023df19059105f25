import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 random bits, in characters that survive every address and header. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hexadecimal. Enough for secrets of 256 random bits, which nobody can try out; never for passwords. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
