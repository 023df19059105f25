import { describe, expect, it } from "vitest";
import { createKeyring, KeyringError } from "./keyring";

const MASTER = "a master key of more than thirty-two characters";
const keyring = createKeyring(MASTER);

describe("hash", () => {
  it("is short, carries the key's version and is always the same", () => {
    expect(keyring.hash("customer", "cust-151")).toMatch(/^1\.[\w-]{22}$/);
    expect(keyring.hash("customer", "cust-151")).toBe(createKeyring(MASTER).hash("customer", "cust-151"));
    expect(createKeyring(MASTER, 2).hash("customer", "cust-151")).toMatch(/^2\./);
  });

  it("differs by text, purpose and key", () => {
    const hashes = [
      keyring.hash("customer", "cust-151"),
      keyring.hash("customer", "cust-152"),
      keyring.hash("key-check", "cust-151"),
      createKeyring(`${MASTER}!`).hash("customer", "cust-151"),
      keyring.conversationHash("bot", "c-1")("cust-151"),
      keyring.conversationHash("bot", "c-2")("cust-151"),
      keyring.conversationHash("botc", "-1")("cust-151"),
      keyring.conversationHash("bot-", "c1")("cust-151"),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("is the same for a conversation every time", () => {
    const once = keyring.conversationHash("bot", "c-1");
    expect(once("ab1234")).toBe(keyring.conversationHash("bot", "c-1")("ab1234"));
    expect(once("ab1234")).toBe(once("ab1234"));
  });

  it("has a check that tells keys apart", () => {
    expect(keyring.keyCheck).toBe(createKeyring(MASTER).keyCheck);
    expect(keyring.keyCheck).not.toBe(createKeyring(`${MASTER}!`).keyCheck);
  });
});

describe("encrypt", () => {
  const clear = Buffer.from('{"conversationId": "c-1", "grüße": true}');

  it("is undone by decrypt", () => {
    for (const bytes of [clear, Buffer.alloc(0), Buffer.alloc(1_000_000, 7)]) {
      expect(keyring.decrypt(keyring.encrypt(bytes)).equals(bytes)).toBe(true);
    }
  });

  it("takes a view of a larger buffer", () => {
    const inside = Buffer.concat([Buffer.from("xx"), keyring.encrypt(clear), Buffer.from("yy")]);
    expect(keyring.decrypt(new Uint8Array(inside).subarray(2, -2)).equals(clear)).toBe(true);
  });

  it("never looks the same twice and shows nothing of the text", () => {
    const [a, b] = [keyring.encrypt(clear), keyring.encrypt(clear)];
    expect(a.equals(b)).toBe(false);
    expect(a.includes("conversationId")).toBe(false);
  });

  it("notices every change", () => {
    const encrypted = keyring.encrypt(Buffer.from("abc"));
    for (let i = 0; i < encrypted.length; i++) {
      const changed = Buffer.from(encrypted);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => keyring.decrypt(changed)).toThrow(KeyringError);
    }
    expect(() => keyring.decrypt(encrypted.subarray(0, -1))).toThrow(KeyringError);
    expect(() => keyring.decrypt(Buffer.alloc(0))).toThrow(KeyringError);
  });

  it("says when another key was used", () => {
    const encrypted = keyring.encrypt(clear);
    expect(() => createKeyring(MASTER, 2).decrypt(encrypted)).toThrow("version 1 of the key");
    expect(() => createKeyring(`${MASTER}!`).decrypt(encrypted)).toThrow("another key");
  });
});

describe("createKeyring", () => {
  it("wants a proper key and version", () => {
    expect(() => createKeyring("short")).toThrow("at least 32 characters");
    expect(() => createKeyring(MASTER, 0)).toThrow("version");
    expect(() => createKeyring(MASTER, 1.5)).toThrow("version");
    expect(() => createKeyring(MASTER, 70_000)).toThrow("version");
  });

  it("derives other keys by purpose", () => {
    expect(keyring.derive("sign-in")).toHaveLength(32);
    expect(keyring.derive("sign-in").equals(createKeyring(MASTER).derive("sign-in"))).toBe(true);
    expect(keyring.derive("sign-in").equals(keyring.derive("links"))).toBe(false);
  });
});
