import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  hash as sha256,
} from "node:crypto";

/** What a hash is for. Every purpose has a key of its own, so that hashes of different kinds never compare equal. */
export type HashPurpose = "customer" | "key-check" | "stop-mail" | "erased";

/** Everything that needs the installation's secret key. */
export interface Keyring {
  /** The version of the key, 1 to 65535. Every hash and every encrypted text carries it. */
  readonly version: number;
  /**
   * Says which key this is without giving it away: keep it beside the data and compare it at start, because data
   * written under one key cannot be read, matched or erased under another.
   */
  readonly keyCheck: string;
  /** HMAC-SHA-256 of a text, cut to 128 bits, as `version.base64url`: `1.kQ3v…` (22 characters after the dot). */
  hash(purpose: HashPurpose, text: string): string;
  /**
   * The same under a key derived for one conversation, so that equal values of different conversations have
   * nothing in common. Captured values are kept under it, because the fingerprints of the conversation's transcript,
   * which they are compared with long after the clear text is gone, are kept under it too (contract, section 5).
   */
  conversationHash(source: string, conversationId: string): (text: string) => string;
  /**
   * Fingerprints of what stands in a conversation's messages, and of the forms of its captured values: SHA-256 of a
   * key derived for the conversation by HMAC-SHA-256 and the text, cut to 48 bits (8 characters of base64url). Cut, so
   * that nothing can be appended to it; one call of the hash each, because a message has dozens.
   */
  conversationPrint(source: string, conversationId: string): (text: string) => string;
  /** Encrypts with AES-256-GCM under a fresh nonce. */
  encrypt(clear: Uint8Array): Buffer;
  /** @throws KeyringError when the bytes were encrypted under another key, or changed since */
  decrypt(encrypted: Uint8Array): Buffer;
  /** 32 bytes for another use of the same master key, such as signing links; the purpose names the use. */
  derive(purpose: string): Buffer;
}

/** A key that cannot be used, or data that was not written with it. The message says what to do. */
export class KeyringError extends Error {
  override readonly name = "KeyringError";
}

const SHORTEST_MASTER = 32;
const HASH_BYTES = 16;
const PRINT_LENGTH = 8;
const CIPHER = "aes-256-gcm";
/** Before the encrypted bytes: the format of what follows, the key's version (big-endian), the nonce. */
const FORMAT = 1;
const [VERSION_AT, NONCE_AT, TEXT_AT, TAG_BYTES] = [1, 3, 15, 16];

/**
 * Makes a keyring from the master key (at least 32 bytes, or 32 characters of text). The keys that are used are
 * derived from it by HKDF-SHA-256, one for each purpose.
 *
 * @throws KeyringError when the master key is too short or the version is not 1 to 65535
 */
export function createKeyring(master: Buffer | string, version = 1): Keyring {
  const bytes = typeof master === "string" ? Buffer.from(master, "utf8") : master;
  if (bytes.length < SHORTEST_MASTER) {
    throw new KeyringError(
      `The key is too short: it needs at least ${SHORTEST_MASTER} characters. ` +
        "Make one with: openssl rand -base64 32",
    );
  }
  if (!Number.isInteger(version) || version < 1 || version > 0xffff) {
    throw new KeyringError(`The key's version must be a whole number from 1 to 65535, not ${version}.`);
  }
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", bytes, "", `baton/${purpose}`, 32));
  // Key objects are made once: making one costs more than the hash itself.
  const hashKeys: { readonly [P in HashPurpose]: KeyObject } = {
    customer: createSecretKey(derive("hash/customer")),
    "key-check": createSecretKey(derive("hash/key-check")),
    "stop-mail": createSecretKey(derive("hash/stop-mail")),
    erased: createSecretKey(derive("hash/erased")),
  };
  const conversationKey = createSecretKey(derive("hash/conversation"));
  const printKey = createSecretKey(derive("print/conversation"));
  const cipherKey = createSecretKey(derive("encrypt"));
  const prefix = `${version}.`;

  const hashWith = (key: KeyObject | Buffer, text: string) =>
    prefix + createHmac("sha256", key).update(text, "utf8").digest().toString("base64url", 0, HASH_BYTES);

  return {
    version,
    keyCheck: hashWith(hashKeys["key-check"], "baton"),
    hash: (purpose, text) => hashWith(hashKeys[purpose], text),

    conversationHash(source, conversationId) {
      // The lengths keep ("a", "bc") and ("ab", "c") apart.
      const name = `${source.length}:${source}${conversationId}`;
      const key = createHmac("sha256", conversationKey).update(name, "utf8").digest();
      return (text) => hashWith(key, text);
    },

    conversationPrint(source, conversationId) {
      const name = `${source.length}:${source}${conversationId}`;
      const key = createHmac("sha256", printKey).update(name, "utf8").digest("base64url");
      return (text) => sha256("sha256", key + text, "base64url").slice(0, PRINT_LENGTH);
    },

    encrypt(clear) {
      const header = Buffer.alloc(TEXT_AT);
      header.writeUInt8(FORMAT, 0);
      header.writeUInt16BE(version, VERSION_AT);
      const nonce = randomBytes(TEXT_AT - NONCE_AT);
      nonce.copy(header, NONCE_AT);
      const cipher = createCipheriv(CIPHER, cipherKey, nonce).setAAD(header.subarray(0, NONCE_AT));
      const text = cipher.update(clear);
      const rest = cipher.final();
      return Buffer.concat([header, text, rest, cipher.getAuthTag()]);
    },

    decrypt(encrypted) {
      const bytes = Buffer.from(encrypted.buffer, encrypted.byteOffset, encrypted.byteLength);
      if (bytes.length < TEXT_AT + TAG_BYTES || bytes[0] !== FORMAT) {
        throw new KeyringError("This is nothing that Baton encrypted.");
      }
      const writtenWith = bytes.readUInt16BE(VERSION_AT);
      if (writtenWith !== version) {
        throw new KeyringError(
          `This was encrypted with version ${writtenWith} of the key; version ${version} is in use.`,
        );
      }
      const decipher = createDecipheriv(CIPHER, cipherKey, bytes.subarray(NONCE_AT, TEXT_AT))
        .setAAD(bytes.subarray(0, NONCE_AT))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(TEXT_AT, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]);
      } catch (cause) {
        throw new KeyringError("This was encrypted with another key, or has been changed since.", { cause });
      }
    },

    derive,
  };
}
