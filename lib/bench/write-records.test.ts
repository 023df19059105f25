import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateRecords, type RecordPlan } from "./generate-records";
import { writeRecords } from "./write-records";

const PLAN: RecordPlan = { seed: 5, source: "bench", conversations: 200, queryTypes: 5, from: 0, span: 1e12 };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "baton-bench-test-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the same records stand in both files, the second cut where it is told", async () => {
  const records = [...generateRecords(PLAN)];
  const files = { ndjson: path.join(folder, "a"), copy: path.join(folder, "b") };
  const written = await writeRecords(PLAN, files, 100, () => undefined);
  const [ndjson, copy] = [await readFile(files.ndjson, "utf8"), await readFile(files.copy, "utf8")];
  expect(written).toEqual({
    records: records.length,
    ndjson: { file: files.ndjson, bytes: Buffer.byteLength(ndjson) },
    copy: { file: files.copy, bytes: Buffer.byteLength(copy), records: 100 },
  });
  const lines = ndjson.trimEnd().split("\n");
  expect(lines).toEqual(records.map((record) => JSON.stringify(record)));
  const rows = copy
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t"));
  expect(rows.map((row) => row[4]?.replaceAll("\\\\", "\\"))).toEqual(lines.slice(0, 100));
  expect(new Set(rows.map((row) => row.slice(0, 4).join("\t"))).size).toBe(100);
});
