import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** One folder below prisma/migrations. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma notes it. */
  readonly checksum: string;
}

/** A database that this version of Baton must not touch; the message says what to do. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** Any number, the same in every process: all who migrate one database wait for each other on it. */
const LOCK = 7_226_628_001;

const FOLDER = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

// Character by character what Prisma creates, so that `prisma migrate` goes on with the same table.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** The migrations in prisma/migrations, oldest first. */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the database at `databaseUrl` up to date and answers with the names of the migrations applied now.
 *
 * Processes that start together wait for each other under an advisory lock; the second finds nothing to do.
 * Each migration and its row in `_prisma_migrations` are one transaction: all of it or nothing. Prisma's own
 * engine is not used here, because through the pg adapter it cuts scripts at every semicolon (also inside
 * strings and functions), runs them outside a transaction, and costs 5 MB of WebAssembly at every start. It
 * writes the migrations instead (lib/store/migration-diff.ts). Statements that refuse transactions, such as
 * CREATE INDEX CONCURRENTLY, therefore do not belong into a migration.
 *
 * Throws MigrationError when the database is newer than this code, when a migration was changed after it was
 * applied, or when an earlier attempt by another program failed half-way.
 */
export async function migrate(databaseUrl: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query("SET client_min_messages TO warning");
    await client.query(CREATE_TABLE);
    const pending = await findPending(client, wanted);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the connection releases the lock, also after an error.
    await client.end();
  }
}

async function findPending(client: pg.Client, wanted: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const known = new Map(wanted.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.name);
    if (!row.finished) {
      throw new MigrationError(
        `The migration ${row.name} was begun by another program and not finished. Mend the database, then mark it with \`prisma migrate resolve\`.`,
      );
    }
    if (!migration) {
      throw new MigrationError(
        `The database has the migration ${row.name}, which this version of Baton does not know. Start the newer version that migrated it.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(
        `The migration ${row.name} is not the one that was applied to this database. Restore the file, or start with an empty database.`,
      );
    }
  }
  const done = new Set(rows.map((row) => row.name));
  return wanted.filter((migration) => !done.has(migration.name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(
      `The migration ${name} could not be applied: ${reason}. Nothing of it was kept.`,
      {
        cause: error,
      },
    );
  }
}
