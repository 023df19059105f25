import { readFileSync, statSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secretFromFile } from "./secret-file";
import { temporaryFolder } from "./temporary-folder";

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder("baton-secret-");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a secret is made once, agreed on by all who ask at once, and for its owner only", async () => {
  const file = path.join(folder, "data", "secret");
  const made = await Promise.all([1, 2, 3, 4].map(() => secretFromFile(file)));
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
  expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(made[0]?.secret).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await readdir(path.dirname(file))).toEqual(["secret"]);
  expect(await secretFromFile(file)).toEqual({ secret: readFileSync(file, "utf8").trim(), isNew: false });
});
