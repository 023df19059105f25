import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Migration, MigrationError, migrate, readMigrations } from "./migrate";
import { createTestDatabase, type TestDatabase } from "./test-database";

const migrationOf = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash("sha256").update(sql).digest("hex"),
});

describe("migrate", () => {
  let database: TestDatabase;
  let shipped: Migration[];

  beforeAll(async () => {
    database = await createTestDatabase();
    shipped = await readMigrations();
  });
  afterAll(() => database.close());

  const notes = migrationOf(
    "30000101000000_notes",
    `CREATE TABLE note (text text);
     -- a semicolon; in a comment
     INSERT INTO note VALUES ('one; two');
     CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 42; END; $$;`,
  );

  test("finds nothing to do on a database that is up to date", async () => {
    expect(await migrate(database.url)).toEqual([]);
  });

  test("processes that start together apply a migration once", async () => {
    const wanted = [...shipped, notes];
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, wanted)));
    expect(applied.flat()).toEqual([notes.name]);
    const { rows } = await database.pool.query("SELECT text, answer() FROM note");
    expect(rows).toEqual([{ text: "one; two", answer: 42 }]);
    const noted = await database.pool.query(
      `SELECT checksum, applied_steps_count, finished_at >= started_at AS finished, logs, rolled_back_at
       FROM "_prisma_migrations" WHERE migration_name = $1`,
      [notes.name],
    );
    expect(noted.rows).toEqual([
      { checksum: notes.checksum, applied_steps_count: 1, finished: true, logs: null, rolled_back_at: null },
    ]);
  });

  test("keeps nothing of a migration that fails, and applies it once it is mended", async () => {
    const name = "30000102000000_broken";
    const wanted = [...shipped, notes];
    const broken = migrationOf(name, "CREATE TABLE half (id int); SELECT 1 / 0;");
    await expect(migrate(database.url, [...wanted, broken])).rejects.toThrow(/division by zero/);
    const { rows } = await database.pool.query("SELECT to_regclass('half') AS half");
    expect(rows).toEqual([{ half: null }]);
    const mended = migrationOf(name, "CREATE TABLE half (id int)");
    expect(await migrate(database.url, [...wanted, mended])).toEqual([name]);
    await database.pool.query(`DELETE FROM "_prisma_migrations" WHERE migration_name = $1`, [name]);
  });

  test("refuses a database that is newer than the code", async () => {
    await expect(migrate(database.url, shipped)).rejects.toThrow(MigrationError);
    await expect(migrate(database.url, shipped)).rejects.toThrow(/Start the newer version/);
  });

  test("refuses a migration that was changed after it was applied", async () => {
    const changed = migrationOf(notes.name, "CREATE TABLE note (text text, at timestamptz)");
    await expect(migrate(database.url, [...shipped, changed])).rejects.toThrow(/not the one that was/);
  });

  test("refuses to go on after another program stopped half-way", async () => {
    await database.pool.query(
      `UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = $1`,
      [notes.name],
    );
    await expect(migrate(database.url, [...shipped, notes])).rejects.toThrow(/was begun .* not finished/);
  });
});

describe("the shipped migrations", () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  test("one generation is current", async () => {
    const insert = (state: string) =>
      database.pool.query("INSERT INTO generation (state, time_zone, metric_version) VALUES ($1, 'UTC', 1)", [
        state,
      ]);
    await insert("retired");
    await insert("retired");
    await insert("current");
    await expect(insert("current")).rejects.toThrow(/generation_current/);
  });
});
