import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sourceStamp } from "./source-stamp";
import { temporaryFolder } from "./temporary-folder";

let root: string;

beforeAll(async () => {
  root = await temporaryFolder("baton-stamp-");
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.join(root, path.dirname(file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

test("the stamp of the sources changes with what is built, and with nothing else", async () => {
  await write("app/page.tsx", "one");
  await write("package-lock.json", "{}");
  const first = await sourceStamp(root);
  expect(await sourceStamp(root)).toBe(first);

  await write("app/page.test.tsx", "a test");
  await write("lib/start/start.ts", "the start command");
  await write("lib/store/generated/client.ts", "follows from the schema");
  await write("README.md", "words");
  expect(await sourceStamp(root)).toBe(first);

  await write("app/page.tsx", "two");
  const second = await sourceStamp(root);
  expect(second).not.toBe(first);
  await write("lib/domain/day.ts", "new");
  const third = await sourceStamp(root);
  expect(third).not.toBe(second);
  await write("package-lock.json", '{ "a": 1 }');
  expect(await sourceStamp(root)).not.toBe(third);
});
