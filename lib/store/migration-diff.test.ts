import { expect, test } from "vitest";
import { readMigrations } from "./migrate";
import { schemaDiff } from "./migration-diff";
import { createTestDatabase } from "./test-database";

test("the migrations lead to prisma/schema.prisma", async () => {
  const database = await createTestDatabase();
  try {
    // Otherwise: npm run migration -- NAME
    expect(await schemaDiff(database.url, await readMigrations())).toBe("");
  } finally {
    await database.close();
  }
});
