import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeyring, KeyringError } from "./keyring";
import { KEY_FILE, loadKeyring } from "./load-keyring";

let dataDir: string;
beforeEach(async () => {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), "keyring-")), "data");
});
afterEach(async () => {
  await rm(path.dirname(dataDir), { recursive: true, force: true });
});

const BATON_KEY = "a master key of more than thirty-two characters";

describe("loadKeyring", () => {
  it("takes the key of the environment and leaves no file", async () => {
    const keyring = await loadKeyring({ env: { BATON_KEY, BATON_KEY_VERSION: "3" }, dataDir });
    expect(keyring.keyCheck).toBe(createKeyring(BATON_KEY, 3).keyCheck);
    await expect(stat(dataDir)).rejects.toThrow("ENOENT");
  });

  it("creates a key file for its owner alone, and keeps it", async () => {
    const first = await loadKeyring({ env: {}, dataDir });
    const again = await loadKeyring({ env: { BATON_KEY: " " }, dataDir });
    expect(again.keyCheck).toBe(first.keyCheck);
    expect((await stat(path.join(dataDir, KEY_FILE))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual([KEY_FILE]);
  });

  it("agrees on one key when many start together", async () => {
    const keyrings = await Promise.all(Array.from({ length: 20 }, () => loadKeyring({ env: {}, dataDir })));
    expect(new Set(keyrings.map((keyring) => keyring.keyCheck)).size).toBe(1);
    expect(await readdir(dataDir)).toEqual([KEY_FILE]);
  });

  it("makes another key elsewhere", async () => {
    const here = await loadKeyring({ env: {}, dataDir });
    const there = await loadKeyring({ env: {}, dataDir: `${dataDir}-2` });
    expect(here.keyCheck).not.toBe(there.keyCheck);
  });

  it.each(["", "{}", "not json", '{"version":1,"key":"c2hvcnQ="}'])(
    "refuses a damaged file (%j) and leaves it",
    async (content) => {
      await loadKeyring({ env: {}, dataDir });
      const file = path.join(dataDir, KEY_FILE);
      await writeFile(file, content);
      await expect(loadKeyring({ env: {}, dataDir })).rejects.toThrow(KeyringError);
      expect(await readFile(file, "utf8")).toBe(content);
    },
  );

  it("says what to do when the folder cannot be written", async () => {
    await writeFile(dataDir, "a file where the folder should be");
    await expect(loadKeyring({ env: {}, dataDir })).rejects.toThrow(KeyringError);
  });

  it("refuses a short key and a version that is none", async () => {
    await expect(loadKeyring({ env: { BATON_KEY: "short" }, dataDir })).rejects.toThrow("at least 32");
    const env = { BATON_KEY, BATON_KEY_VERSION: "two" };
    await expect(loadKeyring({ env, dataDir })).rejects.toThrow("version");
  });
});
