import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords, conversation } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { cellsOf, cellValues } from "./facet-cells";
import { ensureCurrentGeneration } from "./generations";
import { FACET_GROUPINGS } from "./groupings";
import { readMigrations } from "./migrate";
import { rollUpTotals } from "./roll-up-totals";
import { createTestDatabase, type TestDatabase } from "./test-database";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());

/** The table as it was before: a row a cell. */
async function unpackTable(): Promise<number> {
  const { rows } = await db.pool.query<{
    generation: number;
    grouping: number;
    facet: string;
    day: string;
    payload: Buffer;
  }>("SELECT generation, grouping, facet, day::text, payload FROM facet_total");
  await db.pool.query(
    `DROP TABLE facet_total;
     CREATE TABLE facet_total (generation int, grouping smallint, day date, cell uuid, facet text, bot text,
       bot_version text, channel text, language text, query_type text, reason text, payload bytea,
       CONSTRAINT facet_total_pkey PRIMARY KEY (generation, grouping, facet, day, cell))`,
  );
  let cells = 0;
  for (const { generation, grouping, facet, day, payload } of rows) {
    const dimensions = FACET_GROUPINGS[grouping] ?? [];
    for (const { name, keys } of cellsOf(payload)) {
      const values = cellValues(name);
      await db.pool.query(
        `INSERT INTO facet_total (generation, grouping, facet, day, cell, payload, ${dimensions.join(", ")})
         VALUES ($1, $2, $3, $4, gen_random_uuid(), $5, ${values.map((_, i) => `$${i + 6}`).join(", ")})`,
        [generation, grouping, facet, day, keys, ...values],
      );
      cells += 1;
    }
  }
  return cells;
}

test("the cells of an older Baton are packed as a roll-up packs them", async () => {
  await commitRecords(db, [
    ...sampleConversations(60, 5).flat(),
    conversation("umlaut", {
      queryType: "Rückgabe 💡",
      outcome: "handed_off",
      endedAt: 1_792_000_000_000_000,
    }),
  ]);
  await rollUpTotals(db);
  expect(await unpackTable()).toBeGreaterThan(500);
  const migration = (await readMigrations()).find(({ name }) => name.endsWith("_packed_facet_cells"));
  await db.pool.query(migration?.sql ?? "");
  expect(await totalsDifferences(db)).toEqual([]);
  // What comes after is added to what was there.
  await commitRecords(db, sampleConversations(60, 6).flat());
  await rollUpTotals(db);
  expect(await totalsDifferences(db)).toEqual([]);
});
