import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/domain/app-error";

/** Argon2id with what OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_MIN_LENGTH = 12;
const MAX_LENGTH = 256;

/** A hash of the same cost that no password has: where there is nothing to compare with, this takes as long. */
const NOBODYS =
  "$argon2id$v=19$m=19456,t=2,p=1$QcyXWlH5jdrYzEmcNYeDtw$DGH0yEfVJJl3XHySG/VlB3BnkplUzf58HMhCCDhtq9I";

/** @throws AppError `invalid_value` when the password is too short or too long */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < PASSWORD_MIN_LENGTH || password.length > MAX_LENGTH) {
    throw new AppError(
      "invalid_value",
      `A password has ${PASSWORD_MIN_LENGTH} to ${MAX_LENGTH} characters. Several words in a row do well.`,
      { parameter: "password" },
    );
  }
  return hash(password.normalize("NFKC"), COST);
}

/** Whether it is the password of the hash; takes equally long without a hash (null), which no password matches. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const given = password.length > MAX_LENGTH ? "" : password.normalize("NFKC");
  const matches = await verify(passwordHash ?? NOBODYS, given);
  return matches && passwordHash !== null;
}

/** Letters and digits that are not taken for each other when read aloud or typed from paper. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** A random first password such as `k7mp-w3xt-9rhd-q2vn`, about 79 bits. */
export function newPassword(): string {
  const block = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return [block(), block(), block(), block()].join("-");
}
